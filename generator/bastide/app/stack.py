"""A tree that can be judged, or every reason why not."""

from pathlib import Path

from bastide.app import sources
from bastide.app.faults import os_errors, require_resolvable
from bastide.model.diagnostic import CannotAnswerError
from bastide.scan.reading import Evidence, read


def readable(tree: Path) -> Evidence:
    """Return what a tree holds; raises CannotAnswerError with every reason why it can't be judged."""
    require_resolvable(tree)
    with os_errors(tree):
        evidence = read(tree)
        if evidence.refusals:
            raise CannotAnswerError(evidence.refusals, sources.of_diagnostics(tree, evidence.refusals))
        return evidence
