"""Everything that is wrong with an input, gathered before anyone is told."""

from collections.abc import Iterable, Sequence

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.place import Place
from bastide.source.code import TOO_MANY_FAULTS

LIMIT = 100
"""How many faults one answer lists; more than that is another kind of file, not a spec with mistakes."""

_NOWHERE = Place("", 0, 0, 0, 0)


class Faults:
    """A growing list of faults; raises CannotAnswerError by itself when there are far too many."""

    def __init__(self, files: Iterable[str] = ()) -> None:
        """Start empty; faults are ordered by these files first, then by the files' names."""
        self._files = list(files)
        self._found: list[Diagnostic] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def opened(self, file: str) -> None:
        """Note that a file was read: its faults come after those of the files before it."""
        self._files.append(file)

    def add(self, *faults: Diagnostic) -> None:
        """Add faults; raises CannotAnswerError with the first ones when there are too many to be useful."""
        for fault in faults:
            if fault in self._found:
                continue
            self._found.append(fault)
            if len(self._found) >= LIMIT:
                message = f"there are {LIMIT} faults or more, and only these are shown"
                fix = "mend these first, then check again"
                raise CannotAnswerError([*self.sorted(), TOO_MANY_FAULTS.fault(message, fix=fix)])

    def sorted(self) -> Sequence[Diagnostic]:
        """Return the faults in the order of the files and places; those without a place come first."""
        return sorted(self._found, key=self._rank)

    def stop_if_any(self) -> None:
        """Raise CannotAnswerError with every fault, if there is one."""
        if self._found:
            raise CannotAnswerError(self.sorted())

    def _rank(self, fault: Diagnostic) -> tuple[int, Place, str, str]:
        place = fault.labels[0].place if fault.labels else _NOWHERE
        order = self._files.index(place.file) + 1 if place.file in self._files else 0
        return order, place, fault.code, fault.message
