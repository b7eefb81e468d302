"""Remembers the verdict on a tree as long as nothing that it was made from has changed."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache as once
from hashlib import sha256
from pathlib import Path

import bastide
from bastide.graph.read import Kind, Recorded, Tree, kind_of
from bastide.model.finding import Subject, Verdict
from bastide.scan import cache, intent, manifest, verdict_json

JUDGED = (".tf", ".tf.json", ".tofu", ".tofu.json", ".tfvars", ".tfvars.json")
JUDGES = ("model", "hcl", "graph", "facts", "prove", "scan")
"""The packages whose code decides a verdict."""
UNDECODED = "surrogatepass"
"""A file name that is not UTF-8 stands in a verdict as surrogates, and must come back the same."""


def recalled(tree: Tree, today: date, folder: Path | None, judge: Callable[[], Verdict]) -> Verdict:
    """Return the remembered verdict on a tree, or judge it and remember that; without a folder always judge.

    A verdict with problems is not remembered, nor one on a tree that calls modules: what made it may lie outside. So it
    is with programs.
    """
    name = None if folder is None or isinstance(tree, Recorded) else _name(tree, today)
    if folder is None or name is None or isinstance(tree, Recorded):
        return judge()
    found = _load(name, folder)
    if found is not None:
        return replace(found, tree=str(tree))
    verdict = judge()
    # The tree may have changed while it was being judged.
    if not verdict.problems and not _calls_modules(verdict) and _name(tree, today) == name:
        cache.store(name, verdict_json.dumps(verdict).encode(errors=UNDECODED), folder)
    return verdict


def _calls_modules(verdict: Verdict) -> bool:
    return verdict.subject is Subject.TREE and any(one.text.startswith("module.") for one in verdict.unknowns)


def _load(name: str, folder: Path) -> Verdict | None:
    payload = cache.load(name, folder)
    try:
        return None if payload is None else verdict_json.loads(payload.decode(errors=UNDECODED))
    except (ValueError, RecursionError):
        return None


def _name(tree: Path, today: date) -> str | None:
    """Return the key of a tree's content, None if it can't be read, or is a program that may lie in other files."""
    if kind_of(tree) is Kind.RECORDED:
        return None
    try:
        files = dict(_files(tree))
        return cache.key(rules=_judges(), files=files, intent=files.get(intent.FILE, b""), today=today)
    except OSError:
        return None


def _files(tree: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a verdict is made from: root files as bytes (links with their target), other places by name.

    Of a plan: the plan, and what was declared beside it.
    """
    if kind_of(tree) is Kind.PLAN:
        for name in (tree.name, intent.FILE, manifest.FILE):
            yield name, _content(tree.parent / name)
        return
    listed = manifest.read_manifest(tree).wanted
    for path in sorted(tree.iterdir()):
        if path.name.endswith(JUDGED) or path.name in (intent.FILE, manifest.FILE) or path.name in listed:
            yield path.name, _content(path)
    yield from ((name, _content(tree / name)) for name in sorted(listed) if "/" in name)
    yield from _elsewhere(tree)


def _elsewhere(tree: Path) -> Iterator[tuple[str, bytes]]:
    """Yield by name what stands below the root."""
    for directory, names, files in os.walk(tree):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if Path(directory) != tree and name.endswith(JUDGED):
                yield (Path(directory) / name).relative_to(tree).as_posix(), b""


def _content(path: Path) -> bytes:
    target = os.fsencode(path.readlink()) + b"\0" if path.is_symlink() else b""
    return target + (path.read_bytes() if path.is_file() else b"")


@once
def _judges() -> str:
    """Return the digest of the code that decides: another rule, another key."""
    root = Path(bastide.__file__).parent
    digest = sha256()
    for package in JUDGES:
        for path in sorted((root / package).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()
