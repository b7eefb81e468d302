"""Where in the program something happens."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

_FOREIGN = ("site-packages", "dist-packages", "node_modules")


class Places:
    """Knows which files are the program's own: those below its folder that nobody installed there."""

    def __init__(self, folder: str) -> None:
        self._roots = tuple({os.path.abspath(folder) + os.sep, os.path.realpath(folder) + os.sep})  # noqa: PTH100
        self._known: dict[str, bool] = {}

    def own(self, file: str) -> bool:
        """Tell whether a file is the program's own."""
        found = self._known.get(file)
        if found is None:
            found = self._known[file] = self._look(os.path.abspath(file))  # noqa: PTH100 - a link stays what it is
        return found

    def here(self, *, made: object = None) -> list[Any]:
        """Return the nearest line of the program that runs now as `[file, line]`, empty if there is none.

        With `made`, the line that makes this object, not one of its own methods.
        """
        frame = sys._getframe(1)  # noqa: SLF001 - the documented way to look at one's callers
        found = _outside(frame, made) if made is not None else frame
        while found is not None:
            if self.own(found.f_code.co_filename):
                return [os.path.abspath(found.f_code.co_filename), found.f_lineno]  # noqa: PTH100
            found = found.f_back
        return []

    def of_error(self, error: BaseException) -> list[Any]:
        """Return the innermost line of the program that an error came through, empty if there is none."""
        seen: set[int] = set()
        found: Any = error
        while found is not None and id(found) not in seen:
            seen.add(id(found))
            place = self._along(found)
            if place:
                return place
            found = found.__cause__ or found.__context__
        return []

    def _along(self, error: Any) -> list[Any]:
        if isinstance(error, SyntaxError) and error.filename and self.own(error.filename):
            return [os.path.abspath(error.filename), error.lineno or 0]  # noqa: PTH100
        found: list[Any] = list(getattr(error, "bastide_place", ()))
        trace = error.__traceback__
        while trace is not None:
            if self.own(trace.tb_frame.f_code.co_filename):
                found = [os.path.abspath(trace.tb_frame.f_code.co_filename), trace.tb_lineno]  # noqa: PTH100
            trace = trace.tb_next
        return found

    def _look(self, file: str) -> bool:
        root = next((root for root in self._roots if file.startswith(root)), None)
        if root is None:
            return False
        parts = file[len(root) :].split("/")
        if any(part in _FOREIGN for part in parts):
            return False
        # An environment that stands in the program's folder is marked by this file.
        return not any(
            os.path.exists(os.path.join(root, *parts[:depth], "pyvenv.cfg"))  # noqa: PTH110, PTH118
            for depth in range(1, len(parts))
        )


def placed(error: Exception, place: list[Any]) -> Exception:
    """Return an error that keeps its place: the SDK raises it again elsewhere, without the lines it came through."""
    if place and not getattr(error, "bastide_place", None):
        with contextlib.suppress(AttributeError, TypeError):
            error.bastide_place = place  # type: ignore[attr-defined]
    return error


def _outside(frame: Any, made: object) -> Any:
    """Return the frame that called an object's constructor, whichever of its classes it went through."""
    last, found = None, frame
    while found is not None:
        names = found.f_code.co_varnames[: found.f_code.co_argcount]
        if names and found.f_locals.get(names[0]) is made:
            last = found
        found = found.f_back
    return last.f_back if last is not None else frame
