"""The fixtures of specs: mistakes with the message that each earns, and specs that are sound."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.place import Place
from bastide.spec.load import LoadedSpec, load

ROOT = Path(__file__).resolve().parents[2]
FAIL = ROOT / "tests/specs/fail"
PASS = ROOT / "tests/specs/pass"
TODAY = date(2026, 11, 22)


def fixtures(folder: Path) -> dict[str, Path]:
    """Return the fixtures of a folder by name: `NAME.yaml`, or `NAME/platform.yaml` where there are includes."""
    single = {path.stem: path for path in folder.glob("*.yaml")}
    return dict(sorted((single | {path.parent.name: path for path in folder.glob("*/platform.yaml")}).items()))


def loaded(path: Path, *, library: Path = ROOT) -> LoadedSpec:
    """Load a spec on the day for which the fixtures are written."""
    return load(path, today=TODAY, library=library)


def refused(path: Path) -> tuple[tuple[Diagnostic, ...], Mapping[str, str]]:
    """Return the faults of a spec, none if it is sound, and the texts that they point at."""
    try:
        loaded(path)
    except CannotAnswerError as error:
        return error.diagnostics, error.sources
    return (), {}


def meaning(value: object) -> object:
    """What a platform says, its places left out."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = (field.name for field in fields(value))
        return {name: meaning(getattr(value, name)) for name in kept if not isinstance(getattr(value, name), Place)}
    return tuple(map(meaning, value)) if isinstance(value, tuple) else value
