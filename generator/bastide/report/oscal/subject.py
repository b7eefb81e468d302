"""What a report is about, as far as OSCAL's documents name it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import PurePath

from bastide.model.finding import Verdict
from bastide.model.intent import Intent


@dataclass(frozen=True, slots=True)
class Subject:
    """A stack: its platform's name or, where none is declared, its tree's; a digest of its code; the day it was judged.

    `places` tells where each resource stands, as `file:line:column`.
    """

    name: str
    tree: str
    digest: str
    day: date
    places: Mapping[str, str]


def subject(
    verdict: Verdict, intent: Intent | None, texts: Mapping[str, str], places: Mapping[str, str], day: date
) -> Subject:
    """Return what the documents say of a stack; `texts` are the judged files, whose digest names this state of it."""
    lines = "".join(f"{name}\0{sha256(text.encode()).hexdigest()}\n" for name, text in sorted(texts.items()))
    tree = PurePath(verdict.tree).name  # where the tree lies on this machine is nobody's business
    return Subject(tree if intent is None else intent.platform, tree, sha256(lines.encode()).hexdigest(), day, places)
