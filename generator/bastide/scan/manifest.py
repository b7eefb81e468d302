"""Reads what a generated tree should hold: `manifest.json`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from bastide.model.diagnostic import Diagnostic
from bastide.scan import intent
from bastide.scan.refusal import FILE_MISSING, INTENT_EDITED, MANIFEST_BROKEN, at_file
from bastide.source.plain_file import read_plain

FILE = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """The digests (SHA-256, hex) that the listed files should have, and those they have; `faults` are refusals."""

    wanted: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Diagnostic, ...] = ()


def read_manifest(tree: Path) -> Manifest:
    """Return what a tree's manifest says; an empty one for a tree without. Never raises for its content."""
    path = tree / FILE
    if not path.exists() and not path.is_symlink():
        return Manifest()
    try:
        wanted = _digests(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        why = "nobody can tell generated files from edited ones"
        message = f"`{FILE}` can't be understood: {type(error).__name__}: {error}"
        return Manifest(faults=(at_file(MANIFEST_BROKEN, FILE, message, why),))
    found = {name: digest for name in wanted if (digest := _digest(tree / name)) is not None}
    return Manifest(wanted, found, tuple(_faults(wanted, found)))


def beside_a_file(manifest: Manifest) -> Manifest:
    """Return what a manifest says of the declaration beside a plan or a recording: the files need not be there."""
    return Manifest(faults=tuple(fault for fault in manifest.faults if fault.code != FILE_MISSING))


def _digests(path: Path) -> Mapping[str, str]:
    files = json.loads(read_plain(path))["files"]
    digests = {str(name): str(entry["sha256"]) for name, entry in files.items()}
    leaving = [name for name in digests if not _stays(PurePosixPath(name))]
    if leaving:
        message = f"it lists `{leaving[0]}`, which is no file below this directory"
        raise ValueError(message)
    return digests


def _stays(name: PurePosixPath) -> bool:
    return bool(name.parts) and not name.is_absolute() and ".." not in name.parts


def _digest(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except OSError:
        return None


def _faults(wanted: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Diagnostic]:
    for name in sorted(set(wanted) - set(found)):
        why = "the tree is not the one that was generated; what the file held is not judged"
        yield at_file(FILE_MISSING, name, f"`{name}` is listed in `{FILE}` but missing", why)
    if intent.FILE in found and found[intent.FILE] != wanted[intent.FILE]:
        why = "waivers and declarations come from the spec only; an edited declaration could excuse anything"
        yield at_file(INTENT_EDITED, intent.FILE, f"`{intent.FILE}` is not the one that was generated", why)
