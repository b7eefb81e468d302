"""Where the program says what a block says."""

import ast
from collections.abc import Mapping
from functools import cache
from typing import Protocol

from bastide.graph.pulumi.recording import Invoke, Recording, Registration
from bastide.graph.pulumi.syntax import Module
from bastide.graph.pulumi.written import Origin, Path
from bastide.model.place import Place


class Places(Protocol):
    """Finds the place of anything in a recording."""

    def block(self, origin: Origin) -> tuple[Place, int]:
        """Return where a block begins, and the line that it ends on."""

    def at(self, origin: Origin, path: Path) -> tuple[Place, Place]:
        """Return where a path is given: its name, and its value; the nearest thing around it else."""

    def line(self, file: str, number: int) -> Place:
        """Return the place of a line."""


class ProgramPlaces:
    """Places in a program's own files: a resource's at the line that registers it, a value's at its argument."""

    def __init__(self, recording: Recording, sources: Mapping[str, str]) -> None:
        self._recording = recording
        self._modules = {file: Module(text, file) for file, text in sources.items()}
        self._made = {one.number: one for one in recording.registrations}
        self._asked = {one.number: one for one in recording.invokes}
        self._by_urn = {one.urn: one for one in recording.registrations}
        self.at = cache(self._at)
        self.block = cache(self._block)
        self._call = cache(self._found_call)

    def line(self, file: str, number: int) -> Place:
        """Return the place of a line; of the program's start for what stands outside of it."""
        if not number:
            return self.line(self._recording.program or "Pulumi.yaml", 1)
        module = self._modules.get(file)
        return Place(file, number, 1, number, 1) if module is None else module.line(number)

    def _block(self, origin: Origin) -> tuple[Place, int]:
        one = self._one(origin)
        if one is None:
            return self.line("", 0), 0
        found = self._call(origin)
        if found is None:
            place = self.line(one.file, one.line)
            return place, place.line
        module, call = found
        return module.header(call), call.end_lineno or call.lineno

    def _at(self, origin: Origin, path: Path) -> tuple[Place, Place]:
        found = self._call(origin)
        if found is None:
            place, _ = self.block(origin)
            return place, place
        module, call = found
        given = module.given(call, path)
        if given is None:
            return module.header(call), module.header(call)
        return given[1], module.whole(given[0])

    def _found_call(self, origin: Origin) -> tuple[Module, ast.Call] | None:
        one = self._one(origin)
        module = None if one is None else self._modules.get(one.file)
        if one is None or module is None:
            return None
        token = one.token if isinstance(one, Invoke) else one.type
        name = "" if isinstance(one, Invoke) else one.name
        call = module.call(one.line, token.rpartition(":")[2], name)
        return None if call is None else (module, call)

    def _one(self, origin: Origin) -> Registration | Invoke | None:
        """Return what stands in the program: what registered it, or the component around it."""
        if origin.invoke is not None:
            return self._asked.get(origin.invoke)
        one = None if origin.registration is None else self._made.get(origin.registration)
        while one is not None and not one.line and one.parent in self._by_urn:
            one = self._by_urn[one.parent]
        return one
