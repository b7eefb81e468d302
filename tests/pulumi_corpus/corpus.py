"""The corpus of Pulumi programs: our own, public ones that are fetched, and the faults that are planted in them.

A fault is one line of one file. `old` must stand in the file once, or `after` names a text that stands once and before
it; where nothing is left of a line, the line goes.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
FAULTS = HERE / "faults"
EXAMPLES = HERE / "examples.toml"
CHECKOV = "CKV"


class StaleError(Exception):
    """A fault whose text does not stand in the program as its table says."""


@dataclass(frozen=True)
class Program:
    """A program: its folder's name or path, what it is configured with, and what it needs besides the SDKs.

    `ends` is `finished`, or what the message of its failure holds; `unmapped` are types that the map leaves out.
    """

    name: str
    config: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    ends: str = "finished"
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """One line changed. `expect`: the findings, `CODE address`. `at`: the line to blame instead, and `why`."""

    program: str
    name: str
    words: str
    old: str
    new: str
    expect: tuple[str, ...]
    file: str = "__main__.py"
    after: str = ""
    at: str = ""
    at_file: str = ""
    block: bool = False
    """The finding is about the argument object or dict that the line stands in, and blames its first line."""

    why: str = ""

    @property
    def id(self) -> str:
        """Return the name that is the fault's alone."""
        return f"{self.program}/{self.name}"


def own_programs() -> tuple[Program, ...]:
    """Return our own programs, by name."""
    return tuple(_configured(path) for path in sorted(FAULTS.glob("*.toml")))


def own_faults() -> tuple[Fault, ...]:
    """Return the faults for our own programs, in the order of their tables."""
    return tuple(one for path in sorted(FAULTS.glob("*.toml")) for one in _faults(_read(path), path.stem))


def examples() -> tuple[Program, ...]:
    """Return the public programs, in the order of the list."""
    return tuple(_program(one) for one in _read(EXAMPLES)["program"])


def example_faults() -> tuple[Fault, ...]:
    """Return the faults for the public programs."""
    return tuple(_faults(_read(EXAMPLES), ""))


def pinned() -> tuple[str, str]:
    """Return the repository of the public programs, and its commit."""
    said = _read(EXAMPLES)
    return said["repository"], said["commit"]


@dataclass(frozen=True)
class Planted:
    """Where a fault stands: its line, or, if the line went, the one before it."""

    line: int
    gone: bool = False


def plant(fault: Fault, folder: Path) -> Planted:
    """Change the program in a folder. StaleError where the fault does not fit."""
    path = folder / fault.file
    lines = path.read_text(encoding="utf-8").splitlines()
    number = found(lines, fault.old, fault.after, fault.id)
    changed = lines[number - 1].replace(fault.old, fault.new, 1)
    kept = [changed] if changed.strip() else []
    path.write_text("\n".join([*lines[: number - 1], *kept, *lines[number:], ""]), encoding="utf-8")
    return Planted(number) if kept else Planted(number - 1, gone=True)


def found(lines: list[str], text: str, after: str, what: str) -> int:
    """Return the number of the one line that holds a text, or of the first behind the one line that holds another."""
    start = _single(lines, after, what) if after else 0
    if not after:
        return _single(lines, text, what)
    behind = (number for number, line in enumerate(lines[start:], start + 1) if text in line)
    number = next(behind, 0)
    if not number:
        message = f"{what}: `{text}` does not stand behind `{after}`"
        raise StaleError(message)
    return number


def _single(lines: list[str], text: str, what: str) -> int:
    numbers = [number for number, line in enumerate(lines, 1) if text in line]
    if len(numbers) != 1:
        message = f"{what}: `{text}` stands in {len(numbers)} lines, not in one"
        raise StaleError(message)
    return numbers[0]


def _configured(path: Path) -> Program:
    return Program(path.stem, _read(path).get("config", {}))


def _program(said: Mapping[str, Any]) -> Program:
    names = ("config", "ends")
    given = {name: said[name] for name in names if name in said}
    return Program(said["path"], needs=tuple(said.get("needs", ())), unmapped=tuple(said.get("unmapped", ())), **given)


def _faults(said: Mapping[str, Any], program: str) -> Iterator[Fault]:
    for one in said["fault"]:
        yield Fault(**{"program": program, **one, "expect": tuple(one["expect"])})


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
