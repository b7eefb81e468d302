"""What is measured: subjects (trees and specs) and the commands on each."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import synthetic
from deploy.terraform import Terraform, environment, missing
from measure import Command, run

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples/cloud-window"
TODAY = ("--today", "2026-12-01")
JUDGED = frozenset({0, 1})
"""A scan that found something is a scan; one that could not answer is none."""

_OURS = (sys.executable, "-m", "bastide")
_CHECKOV = (str(Path(sys.executable).with_name("checkov")), "--framework", "terraform", "--skip-download")
_KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL")


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio that one command must keep beside another one."""

    command: str
    beside: str
    ratio: float


TARGETS = (
    Target("generate example", "checkov example", 0.10),
    Target("generate-pulumi example", "generate example", 2.0),
    Target("cold scan twenty", "checkov twenty", 0.65),
    Target("cold scan large", "checkov large", 0.40),
    Target("scan 20 stacks", "checkov twenty", 1.0),
    Target("re-scan example", "checkov example", 0.10),
    Target("re-scan large", "checkov large", 0.10),
)
CLOCK = {"--help": 0.150, "report example": 1.5, "report html example": 1.5, "load catalog": 0.120, "load maps": 0.170}
"""Seconds on the clock, of the whole process: an empty one of Python with our packages on its path takes about 0.07."""
_LOADS = {
    "load catalog": "from bastide.controls.catalog import catalog; assert catalog().controls",
    "load maps": "from bastide.bridge.load import bridges; assert bridges()",
}


def commands(work: Path) -> Mapping[str, Command]:
    """Return every command by its name, with its subject made ready in an empty folder."""
    specs = {
        "example": _copied(EXAMPLE, work / "example") / "platform.yaml",
        "agencies": synthetic.many_agencies(EXAMPLE, work / "agencies", 40),
    }
    generators = {f"{verb} {name}": _on_spec(verb, spec) for name, spec in specs.items() for verb in _VERBS}
    for name in specs:
        run(generators[f"generate {name}"])
    trees = {name: spec.parent / "stack" for name, spec in specs.items()}
    trees["twenty"] = synthetic.tree(work / "twenty", 20)
    trees["large"] = synthetic.tree(work / "large", 1500)
    stacks = [synthetic.tree(work / "stacks" / str(number), 20, f"stack{number}x") for number in range(20)]
    scans = {name: command for tree in trees.items() for name, command in _on_tree(*tree, work)}
    return {
        "--help": Command((*_OURS, "--help"), work, _ours(work)),
        **{name: Command((sys.executable, "-c", program), work, _ours(work)) for name, program in _LOADS.items()},
        **generators,
        **scans,
        **{name: command for tree in trees.items() for name, command in _reports(*tree, work) if tree[0] in specs},
        "scan 20 stacks": _together(stacks, work),
    }


def _copied(source: Path, into: Path) -> Path:
    return shutil.copytree(source, into, ignore=shutil.ignore_patterns("stack"))


def _ours(work: Path, cache: str = "cache") -> Mapping[str, str]:
    """Return the environment of our own commands: this checkout, and a cache of the bench's own."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT / "generator"), "XDG_CACHE_HOME": str(work / cache)}


_VERBS = {"check": ("check",), "generate": ("generate",), "generate-pulumi": ("generate", "--target", "pulumi")}
_WRITTEN = {"check": "nothing", "generate": "stack", "generate-pulumi": "pulumi"}


def _on_spec(verb: str, spec: Path) -> Command:
    """Return a command on a spec; each `generate` writes its tree from nothing."""
    before = _without(spec.parent / _WRITTEN[verb])
    return Command((*_OURS, *_VERBS[verb], str(spec), *TODAY), spec.parent, _ours(spec.parent), before)


def _on_tree(name: str, tree: Path, work: Path) -> Iterator[tuple[str, Command]]:
    """Yield checkov, our scan with an empty cache and with a warm one, and terraform where it is at hand."""
    yield f"checkov {name}", Command((*_CHECKOV, "-d", str(tree)), work, _ours(work), accepted=JUDGED)
    scan = (*_OURS, "scan", str(tree), *TODAY)
    cold = _ours(work, f"cache-{name}")
    emptied = _without(Path(cold["XDG_CACHE_HOME"]))
    yield f"cold scan {name}", Command(scan, work, cold, emptied, accepted=JUDGED)
    yield f"re-scan {name}", Command(scan, work, cold, accepted=JUDGED)
    if missing() is None:
        yield f"terraform validate {name}", _validation(tree, work / f"validate-{name}")


def _reports(name: str, tree: Path, work: Path) -> Iterator[tuple[str, Command]]:
    """Yield reports on a tree whose verdict a scan has kept: what is measured comes after the scan."""
    warm = _ours(work, f"cache-{name}")
    report = (*_OURS, "report", str(tree), *TODAY)
    yield f"report {name}", Command(report, work, warm, accepted=JUDGED)
    site = work / f"site-{name}"
    html = (*report, "--format", "html", "--output", str(site))
    yield f"report html {name}", Command(html, work, warm, _without(site), accepted=JUDGED)


def _validation(tree: Path, copy: Path) -> Command:
    """Return `terraform validate` on an initialised copy of a tree."""
    _copied(tree, copy)
    Terraform(copy, environment()).initialised()
    return Command(("terraform", "validate"), copy, environment())


def _together(stacks: list[Path], work: Path) -> Command:
    """Return the scan of several stacks in one process."""
    program = str(Path(__file__).with_name("many.py"))
    return Command((sys.executable, program, *map(str, stacks)), work, _ours(work))


def _without(folder: Path) -> Callable[[], None]:
    """Return what removes a folder."""
    return lambda: shutil.rmtree(folder, ignore_errors=True)
