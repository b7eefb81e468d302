"""A tree that can be judged, or every reason why not."""

from bastide.app import sources
from bastide.app.faults import os_errors, require_resolvable
from bastide.app.programs import require_recorded
from bastide.app.proving import worked_out
from bastide.graph.read import Recorded, Tree, folder_of
from bastide.model.diagnostic import CannotAnswerError
from bastide.scan.reading import Evidence, read
from bastide.scan.refusal import NOTHING_TO_JUDGE


def readable(tree: Tree) -> Evidence:
    """Return what a tree holds, its modules, copies and expressions worked out as far as they can be.

    Raises CannotAnswerError with every reason why it can't be judged. A tree that only calls modules declares something
    once they are read.
    """
    folder = folder_of(tree)
    require_resolvable(folder)
    if not isinstance(tree, Recorded):
        require_recorded(tree)
    with os_errors(folder):
        evidence = read(tree)
        case = worked_out(tree, evidence.case)
        gone = (NOTHING_TO_JUDGE,) if case.graph.resources else ()
        refusals = tuple(one for one in evidence.refusals if one.code not in gone)
        if refusals:
            raise CannotAnswerError(refusals, sources.of_diagnostics(tree, refusals))
        return Evidence(case, ())
