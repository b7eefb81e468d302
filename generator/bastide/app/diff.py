"""`bastide diff A B`: which paths, grants, keys, locks and terms appear and vanish between two trees or specs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bastide.app.planning import planned
from bastide.app.proving import prover_module
from bastide.app.stack import readable
from bastide.model.change import Change, Trait
from bastide.model.diagnostic import CannotAnswerError, Diagnostic

if TYPE_CHECKING:
    from bastide.model.network import Unmodelled
    from bastide.prove.prover import Proven

SPECS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Compared:
    """The two sides as they were named, the changes from the first to the second, and what neither could tell."""

    before: str
    after: str
    changes: tuple[Change, ...]
    unknown: tuple[str, ...]


def diff(before: Path, after: Path, *, today: date, progress: Callable[[str], None]) -> Compared:
    """Compare two sides, each a directory, a plan in JSON, or a spec (which is generated into a temporary place).

    Raises CannotAnswerError where a side can't be read or proven.
    """
    with ExitStack() as stack:
        sides = [_side(stack, path, today, progress) for path in (before, after)]
    from bastide.prove.posture.compare import compare  # noqa: PLC0415 - there is a prover

    old, new = _traits(sides[0], sides[1]), _traits(sides[1], sides[0])
    return Compared(str(before), str(after), compare(old, new), tuple(_unknown(sides)))


def _side(stack: ExitStack, path: Path, today: date, progress: Callable[[str], None]) -> "Proven":
    progress(f"proving {path}")
    tree = _generated(stack, path, today) if path.suffix in SPECS else path
    proven: Proven = prover_module().prove_all(readable(tree).case)
    if proven.evidence is None:
        raise CannotAnswerError(proven.refusals or (_nothing(path),))
    return proven


def _generated(stack: ExitStack, spec: Path, today: date) -> Path:
    from bastide.render.stack import files  # noqa: PLC0415 - only for specs

    source = planned(spec, today=today)
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="bastide-diff-")))
    for name, text in files(source.plan, source.library).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text)
    return folder


def _traits(side: "Proven", other: "Proven") -> Iterator[Trait]:
    from bastide.prove.posture.grants import grants  # noqa: PLC0415 - there is a prover
    from bastide.prove.posture.paths import paths  # noqa: PLC0415
    from bastide.prove.posture.settings import settings  # noqa: PLC0415

    here, there = side.evidence, other.evidence
    if here is None or there is None:
        return
    yield from paths(here.reach.openings, there.reach.openings)
    yield from settings(here.case)
    yield from grants(side.identity)


def _unknown(sides: "Sequence[Proven]") -> Iterator[str]:
    """Yield each part that is not proven once, with the side that holds it: a new doubt is a change too."""
    before, after = ({(part.origin.address, part.reason): part for part in _unmodelled(side)} for side in sides)
    for key in sorted(before.keys() | after.keys()):
        part = after.get(key) or before[key]
        side = "on both sides" if key in before and key in after else "only after" if key in after else "only before"
        yield f"{part.origin.address or part.origin.place}, {side}: {part.reason}"


def _unmodelled(side: "Proven") -> "tuple[Unmodelled, ...]":
    return side.evidence.network.unmodelled if side.evidence else ()


def _nothing(path: Path) -> Diagnostic:
    return Diagnostic(
        "PRV005", f"nothing can be proven of `{path}`", (), "a difference needs two sides", "bastide prove"
    )
