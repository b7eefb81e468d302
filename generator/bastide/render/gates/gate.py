"""One gate for one pipeline: a file that judges a stack on every change, as text that names its own digest."""

import json
import re
import shlex
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bastide import __version__
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.render.digest import sha256

INSTALLER = "uv==0.13.9"
"""What installs Bastide in a pipeline: pip's resolver searches for minutes among checkov's pins."""
SAFE = re.compile(r"[\w./@+, -]+")
"""Paths that mean themselves in YAML, in a shell and in the expressions of both pipelines."""

_TEMPLATES = Path(__file__).with_name("templates")
_HEAD = re.compile(r"# bastide gate \w[\w-]* \((?P<digest>[0-9a-f]{64})\)\n")


class Pipeline(StrEnum):
    """What can run a gate."""

    GITHUB = "github"
    GITLAB = "gitlab"
    PRE_COMMIT = "pre-commit"

    def place(self, platform: str) -> PurePosixPath:
        """Return where the file stands below the root of the repository; pre-commit knows one file only."""
        match self:
            case Pipeline.GITHUB:
                return PurePosixPath(".github/workflows", f"bastide-{platform}.yml")
            case Pipeline.GITLAB:
                return PurePosixPath(".gitlab", f"bastide-{platform}.yml")
            case Pipeline.PRE_COMMIT:
                return PurePosixPath(".pre-commit-config.yaml")


@dataclass(frozen=True, slots=True)
class Gated:
    """What a gate judges: the platform's name, and spec and tree by their paths below the root of the repository."""

    platform: str
    spec: PurePosixPath
    tree: PurePosixPath
    target: str


def text(pipeline: Pipeline, gated: Gated) -> str:
    """Return a gate's file. Raises CannotAnswerError (GEN006) if a path can't be written into one."""
    for path in (gated.spec, gated.tree):
        if not SAFE.fullmatch(str(path)):
            raise CannotAnswerError([_strange(path)])
    body = (
        _environment()
        .get_template(f"{pipeline}.j2")
        .render(
            name=gated.platform,
            spec=shlex.quote(str(gated.spec)),
            tree=shlex.quote(str(gated.tree)),
            target=gated.target,
            watched=json.dumps(_watched(gated)),
            version=__version__,
            installer=INSTALLER,
        )
    )
    return f"# bastide gate {pipeline} ({sha256(body.encode())})\n{body}"


def untouched(content: str) -> bool:
    """Whether a file is a gate that nobody edited since it was written, whichever version wrote it."""
    head = _HEAD.match(content)
    return head is not None and sha256(content[head.end() :].encode()) == head["digest"]


def _watched(gated: Gated) -> str:
    """Return a pattern of the files whose change asks for the gate: all below the spec's folder, and the tree."""
    folder = "" if gated.spec.parent == PurePosixPath() else f"{gated.spec.parent}/"
    return f"^({re.escape(folder)}|{re.escape(str(gated.tree))}/)"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the output is YAML; what enters it is quoted for the shell and held to SAFE
    )


def _strange(path: PurePosixPath) -> Diagnostic:
    return Diagnostic(
        code="GEN006",
        message=f"`{path}` can't be named in a pipeline's file",
        labels=(),
        why="a pipeline reads some characters as expressions, so the path might run as a command there",
        fix="use letters, digits, spaces and . / @ + , _ - in the paths of spec and tree",
    )
