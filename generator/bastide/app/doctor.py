"""`bastide doctor`: whether this machine has what each verb needs, and what to do about what it lacks."""

import json
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bastide import __version__
from bastide.app.scan_cache import cache_folder
from bastide.library.locate import library_root
from bastide.model.diagnostic import CannotAnswerError
from bastide.prove.rehearsal.blueprint import Blueprint
from bastide.prove.rehearsal.laboratory import Laboratory
from bastide.scan.checkov.pin import require_pinned

_CLASHING = "python-hcl2"
_TIMEOUT = 20
"""Seconds that another tool may take to say its version."""


class State(StrEnum):
    """How a part of the machine is."""

    OK = "ok"
    MISSING = "missing"
    """Some verb can't work without it."""
    OPTIONAL = "optional"
    """Missing, but no verb needs it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was looked at, what was found, and what to do (empty if nothing)."""

    name: str
    state: State
    found: str
    fix: str = ""


def examine() -> tuple[Part, ...]:
    """Look at everything that some verb needs; changes nothing but tests whether the cache can be written."""
    return (_bastide(), _library(), _checkov(), _clash(), _numpy(), _cache(), _terraform(), _rehearsal())


def _bastide() -> Part:
    return Part("bastide", State.OK, f"{__version__} on Python {platform.python_version()}")


def _library() -> Part:
    try:
        return Part("library", State.OK, str(library_root()))
    except CannotAnswerError as error:
        return _lacking("library", error)


def _checkov() -> Part:
    try:
        require_pinned()
    except CannotAnswerError as error:
        return _lacking("checkov", error)
    return Part("checkov", State.OK, version("checkov"))


def _clash() -> Part:
    """Both packages own the module `hcl2`: with the wrong one on top, checkov can't be imported."""
    try:
        found = version(_CLASHING)
    except PackageNotFoundError:
        return Part("packages", State.OK, "nothing that breaks checkov")
    return Part("packages", State.MISSING, f"{_CLASHING} {found} breaks checkov", f"pip uninstall {_CLASHING}")


def _numpy() -> Part:
    try:
        return Part("numpy", State.OK, version("numpy"))
    except PackageNotFoundError:
        fix = "pip install 'bastide[scan]'"
        return Part("numpy", State.MISSING, "not found: nothing can be proven without it", fix)


def _cache() -> Part:
    folder = cache_folder()
    if folder is None:
        return Part("cache", State.OPTIONAL, "there is no home directory", "set XDG_CACHE_HOME to an absolute path")
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return Part("cache", State.OK, str(folder))
    return Part("cache", State.OPTIONAL, f"`{nearest}` can't be written", "set XDG_CACHE_HOME to a writable folder")


def _terraform() -> Part:
    path = shutil.which("terraform")
    if path is None:
        fix = "install it to deploy what is generated; generate and scan work without"
        return Part("terraform", State.OPTIONAL, "not found", fix)
    found = _terraform_version(path)
    if found is None:
        return Part("terraform", State.OPTIONAL, "found, but it does not say its version", f"run `{path} version`")
    return Part("terraform", State.OK, found)


def _terraform_version(path: str) -> str | None:
    command = (path, "version", "-json")
    quiet = {**os.environ, "CHECKPOINT_DISABLE": "1"}
    try:
        answer = subprocess.run(  # noqa: S603 - the user's own terraform, fixed arguments
            command, env=quiet, cwd=Path(path).parent, capture_output=True, timeout=_TIMEOUT, check=True
        )
        return str(json.loads(answer.stdout)["terraform_version"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None


def _rehearsal() -> Part:
    """Tell whether a rehearsal can be built here; nothing else needs it."""
    try:
        with Laboratory(Blueprint((), (), ())):
            return Part("rehearsal", State.OK, "network namespaces and nft")
    except CannotAnswerError as error:
        fault = error.diagnostics[0]
        return Part("rehearsal", State.OPTIONAL, fault.message, fault.fix)


def _lacking(name: str, error: CannotAnswerError) -> Part:
    fault = error.diagnostics[0]
    return Part(name, State.MISSING, fault.message, fault.fix)
