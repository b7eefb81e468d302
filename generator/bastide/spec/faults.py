"""Every fault of a spec, gathered before anyone is told, and the texts to show them in."""

from collections.abc import Iterable

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.place import Place
from bastide.source.fault import TOO_MANY

LIMIT = 100
"""How many faults one answer lists; with more it is another kind of file, not a spec with mistakes."""

_NOWHERE = Place("", 0, 0, 0, 0)


class Faults:
    """The faults so far, and the text of each file that was read by the name that places use."""

    def __init__(self) -> None:
        self.sources: dict[str, str] = {}
        self._found: dict[Diagnostic, None] = {}

    def add(self, faults: Iterable[Diagnostic]) -> None:
        """Take faults; raises CannotAnswerError with what there is when they are too many to be of use."""
        for fault in faults:
            self._found[fault] = None
            if len(self._found) >= LIMIT:
                more = TOO_MANY.fault(f"there are {LIMIT} faults or more", fix="mend these first, then check again")
                raise CannotAnswerError([*self._sorted(), more], self.sources)

    def stop_if_any(self) -> None:
        """Raise CannotAnswerError with every fault, if there is one."""
        if self._found:
            raise CannotAnswerError(self._sorted(), self.sources)

    def _sorted(self) -> list[Diagnostic]:
        files = {file: number for number, file in enumerate(self.sources)}

        def order(fault: Diagnostic) -> tuple[int, Place, str, str]:
            place = fault.labels[0].place if fault.labels else _NOWHERE
            return files.get(place.file, -1), place, fault.code, fault.message

        return sorted(self._found, key=order)
