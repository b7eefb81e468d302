"""The Jinja environment: every `{{ x }}` leaves it as a safe HCL literal, and an unknown name is an error."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Undefined
from jinja2.bccache import Bucket

from bastide.hcl.literal import Comment, literal

CLOUD = "aws"


def environment(library: Path, frameworks: Iterable[str]) -> Environment:
    """Return the environment for the modules of a library, with `cite` and `note` for comments."""
    chosen = tuple(frameworks)
    env = Environment(
        loader=FileSystemLoader(library / "modules" / CLOUD),
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_compiled(),
        autoescape=False,  # noqa: S701 - the output is HCL, and _finalize escapes it as HCL
    )
    env.globals["cite"] = _citer(library, chosen)
    env.globals["note"] = _note
    return env


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in Jinja's own per-user folder, which it refuses if anybody else could write there."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template; a full or read-only disk costs time, not the run."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> FileSystemBytecodeCache | None:
    try:
        return _Compiled(pattern="__bastide_%s.cache")
    except (OSError, RuntimeError):
        return None


def _finalize(value: Any) -> str:
    # Jinja finalizes an undefined value before it would raise: let it raise here, with the variable's name.
    return str(value) if isinstance(value, Undefined) else literal(value)


def _note(*parts: object) -> Comment:
    return Comment(" ".join(str(part) for part in parts if part != ""))


def _citer(library: Path, frameworks: tuple[str, ...]) -> Callable[..., Comment]:
    controls = _controls(library)

    @cache
    def cite(*ids: str) -> Comment:
        return Comment("; ".join(_citation(one, controls[one], frameworks) for one in ids))

    return cite


@cache
def _controls(library: Path) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads((library / "modules" / "controls.json").read_text(encoding="utf-8"))
    return loaded


def _citation(control: str, entry: dict[str, Any], frameworks: tuple[str, ...]) -> str:
    clauses = [f"{name} {', '.join(entry[name])}" for name in frameworks if entry.get(name)]
    return f"{control} {entry['title']}" + (f" ({'; '.join(clauses)})" if clauses else "")
