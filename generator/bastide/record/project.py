"""What a project says about itself: language, main file, configuration of a stack.

Source: Pulumi, "Project file reference" and "Stack settings file reference".
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError
from bastide.record import faults
from bastide.source.nodes import data
from bastide.source.plain_file import read_plain
from bastide.source.yamldoc import parse

FILE = "Pulumi.yaml"
SECRET = "secret"  # noqa: S105 - what stands for a secret that can't be read


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its name, `language` (`python`, `nodejs`), main file, virtual environment and configuration by key."""

    folder: Path
    name: str
    language: str
    main: str
    virtualenv: str
    config: Mapping[str, str]
    secrets: tuple[str, ...]


def read_project(folder: Path, stack: str, given: Mapping[str, str]) -> Project:
    """Return a project with the configuration of a stack, given values first; CannotAnswerError (PUL001 to PUL004)."""
    path = folder / FILE
    if not path.is_file():
        raise CannotAnswerError([faults.no_project(str(folder))])
    said = _read(path)
    name = said.get("name")
    runtime, options = _runtime(said.get("runtime"))
    if runtime not in ("python", "nodejs"):
        raise CannotAnswerError([faults.other_language(str(path), runtime)])
    project = name if isinstance(name, str) and name else folder.resolve().name
    config, secrets = _config(folder / f"Pulumi.{stack}.yaml", project)
    defaults = _defaults(said.get("config"), project)
    qualified = {key if ":" in key else f"{project}:{key}": value for key, value in given.items()}
    main = _main(folder, said.get("main"), runtime)
    virtualenv = options.get("virtualenv")
    return Project(
        folder,
        project,
        runtime,
        main,
        virtualenv if isinstance(virtualenv, str) else "",
        {**defaults, **config, **qualified},
        secrets,
    )


def _main(folder: Path, said: object, runtime: str) -> str:
    main = said if isinstance(said, str) and said else "."
    wanted = folder / main
    if runtime == "python":
        if wanted.is_dir():
            main = (Path(main) / "__main__.py").as_posix()
        if not (folder / main).is_file():
            raise CannotAnswerError([faults.no_main(str(folder), main)])
    return main


def _runtime(said: object) -> tuple[str, dict[str, object]]:
    if isinstance(said, dict):
        options = said.get("options")
        return str(said.get("name", "")), options if isinstance(options, dict) else {}
    return str(said or ""), {}


def _defaults(said: object, project: str) -> dict[str, str]:
    """Return the default values that a project file gives to its configuration."""
    found: dict[str, str] = {}
    for key, one in said.items() if isinstance(said, dict) else ():
        value = one.get("default", one.get("value")) if isinstance(one, dict) else one
        if value is not None:
            found[_key(key, project)] = _text(value)
    return found


def _config(path: Path, project: str) -> tuple[dict[str, str], tuple[str, ...]]:
    said = _read(path).get("config") if path.is_file() else None
    found: dict[str, str] = {}
    secrets = []
    for key, value in said.items() if isinstance(said, dict) else ():
        name = _key(key, project)
        if isinstance(value, dict) and "secure" in value:
            found[name] = SECRET
            secrets.append(name)
        else:
            found[name] = _text(value)
    return found, tuple(secrets)


def _key(key: str, project: str) -> str:
    return key if ":" in key else f"{project}:{key}"


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _read(path: Path) -> dict[str, object]:
    try:
        text = read_plain(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotAnswerError([faults.bad_project(str(path), f"can't be read: {error}")]) from error
    said = data(parse(text, str(path)))
    if not isinstance(said, dict):
        raise CannotAnswerError([faults.bad_project(str(path), "holds no mapping")])
    return said
