"""Source text for the places that a report will show."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bastide.graph.read import Tree, folder_of
from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.finding import Finding, Outcome, Verdict

_LIMIT = 16 * 1024 * 1024
"""Bytes: a larger file is not read again just to show one line of it."""


def of_diagnostics(root: Tree, faults: Iterable[Diagnostic]) -> Mapping[str, str]:
    """Return the text of every file that the faults point at, by its path below `root` or beside it."""
    return _texts(folder_of(root), (label for fault in faults for label in fault.labels))


def of_verdict(root: Tree, found: Verdict) -> Mapping[str, str]:
    """Return the text of every file of the tree, plan or program that a report quotes."""
    return _texts(folder_of(root), _quoted(found))


def _quoted(found: Verdict) -> Iterator[Label]:
    for problem in found.problems:
        yield from problem.labels
    for finding in found.having(Outcome.FAIL):
        yield from _labels(finding)


def _labels(finding: Finding) -> Iterator[Label]:
    if finding.place is not None:
        yield Label(finding.place)
    yield from finding.related


def _texts(root: Path, labels: Iterable[Label]) -> Mapping[str, str]:
    files = sorted({label.place.file for label in labels})
    texts = ((file, _text(root / file)) for file in files)
    return {file: text for file, text in texts if text is not None}


def _text(path: Path) -> str | None:
    """Return a file's text, None if it can't be shown: a missing quotation must not hide what it illustrates."""
    try:
        if not path.is_file() or path.stat().st_size > _LIMIT:
            return None
        return path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except (OSError, ValueError):
        return None
