"""The evasion corpus: trees on which plain checkov is wrong, and what is expected of it and of the judge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

TREES = Path(__file__).parent / "trees"


@dataclass(frozen=True)
class Evasion:
    """One tree: our word with findings (`CODE file:line`), unknowns (`file:line`) and problem codes we must name.

    `failed` is all that plain checkov fails, `passed` what it passes wrongly, `because` why.
    """

    name: str
    title: str
    word: str
    findings: tuple[str, ...]
    unknowns: tuple[str, ...]
    problems: tuple[str, ...]
    exit: int
    failed: tuple[str, ...]
    passed: tuple[str, ...]
    because: str

    @property
    def path(self) -> Path:
        """The directory of the tree."""
        return TREES / self.name


def corpus() -> tuple[Evasion, ...]:
    """Return every tree, by name."""
    return tuple(_evasions())


def _evasions() -> Iterator[Evasion]:
    reader = YAML(typ="safe")
    for path in sorted(TREES.glob("*/expect.yaml")):
        expected = reader.load(path.read_text(encoding="utf-8"))
        ours, plain = expected["bastide"], expected["checkov"]
        yield Evasion(
            name=path.parent.name,
            title=expected["title"],
            word=ours["word"],
            findings=_texts(ours, "findings"),
            unknowns=_texts(ours, "unknowns"),
            problems=_texts(ours, "problems"),
            exit=plain["exit"],
            failed=_texts(plain, "failed"),
            passed=_texts(plain, "passed"),
            because=plain["because"],
        )


def _texts(section: Mapping[str, list[str]], key: str) -> tuple[str, ...]:
    return tuple(section.get(key, ()))
