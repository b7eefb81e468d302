"""Reads what a tree says it was generated from: `intent.json`."""

from pathlib import Path

from bastide.model.diagnostic import Diagnostic
from bastide.model.intent import Intent
from bastide.model.intent_json import loads
from bastide.scan.refusal import INTENT_BROKEN, at_file
from bastide.source.plain_file import read_plain

FILE = "intent.json"


def read_intent(tree: Path) -> tuple[Intent | None, tuple[Diagnostic, ...]]:
    """Return the declaration of a tree, None where it has none; a broken one is a refusal, never no declaration."""
    path = tree / FILE
    if not path.exists() and not path.is_symlink():
        return None, ()
    try:
        return loads(read_plain(path).decode("utf-8")), ()
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        why = "what was declared decides what is right, and it can't be read"
        return None, (at_file(INTENT_BROKEN, FILE, f"`{FILE}` can't be understood: {reason}", why),)
