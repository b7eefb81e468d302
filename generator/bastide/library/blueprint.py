"""Blueprints: starting points that a team picks and then owns; a profile is one that specs name instead of copying."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bastide.library.module import mapping, text
from bastide.source.yamldoc import parse

DESCRIPTION = "blueprint.yaml"
SPEC = "platform.yaml"
PROFILE = "profile.yaml"
_KEYS = {"id", "title", "title_zh", "summary"}


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a blueprint says of itself; `files` are the spec and the parts that it includes, the spec first."""

    id: str
    title: str
    title_zh: str
    summary: str
    files: tuple[PurePosixPath, ...]
    folder: Path

    @property
    def is_profile(self) -> bool:
        """Whether specs name it (`profile: gov-baseline`) instead of starting from a copy of it."""
        return not self.files


def blueprints(library: Path) -> tuple[Blueprint, ...]:
    """Return every blueprint of the library, by id; raises ModuleError or CannotAnswerError for a broken one."""
    return tuple(_read(path.parent) for path in sorted((library / "blueprints").glob(f"*/{DESCRIPTION}")))


def _read(folder: Path) -> Blueprint:
    path = folder / DESCRIPTION
    root = mapping(parse(path.read_text(encoding="utf-8"), str(path)), path, _KEYS)
    return Blueprint(
        id=text(root["id"], path),
        title=text(root["title"], path),
        title_zh=text(root["title_zh"], path),
        summary=text(root["summary"], path),
        files=tuple(_spec_files(folder)),
        folder=folder,
    )


def _spec_files(folder: Path) -> list[PurePosixPath]:
    if not (folder / SPEC).is_file():
        return []
    parts = sorted(path.relative_to(folder) for path in folder.glob("*/*.yaml"))
    return [PurePosixPath(SPEC), *(PurePosixPath(part.as_posix()) for part in parts)]
