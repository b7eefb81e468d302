"""How a Node.js program is started: by the SDK in its own `node_modules`."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from bastide.record import faults
from bastide.record.project import Project
from bastide.source.plain_file import read_plain

_NODE, _SDK = "`node`", "`node_modules/@pulumi/pulumi`"
_RUN = Path("node_modules/@pulumi/pulumi/cmd/run/index.js")


def node_command(project: Project, socket: Path, *, stack: str) -> tuple[str, ...]:
    """Return the command that runs a program against the recorder; CannotAnswerError (PUL008) if it can't be run."""
    node = shutil.which("node")
    if node is None:
        raise faults.no_node(_NODE)
    folder = Path(os.path.abspath(project.folder))  # noqa: PTH100 - a link stays what it is
    run = next((parent / _RUN for parent in (folder, *folder.parents) if (parent / _RUN).is_file()), None)
    if run is None:
        raise faults.no_node(_SDK)
    address = f"unix:{socket}"
    said = {"monitor": address, "engine": address, "project": project.name, "stack": stack, "pwd": str(folder)}
    options = (f"--{name}={value}" for name, value in said.items())
    return (
        node,
        str(run),
        *options,
        "--organization=organization",
        "--dry-run",
        "--parallel=1",
        str(project.main.resolve()),
    )


def node_versions(project: Project) -> Mapping[str, str]:
    """Return the versions of the SDKs in a program's `node_modules`."""
    found: dict[str, str] = {}
    for package in sorted((project.folder / "node_modules/@pulumi").glob("*/package.json")):
        try:
            said = json.loads(read_plain(package))
        except (OSError, ValueError):
            continue
        if isinstance(said, dict) and isinstance(said.get("version"), str):
            found[f"@pulumi/{package.parent.name}"] = said["version"]
    return found


def node_environment(project: Project) -> Mapping[str, str]:
    """Return what a program finds in its environment besides what every program does."""
    return {
        "PULUMI_CONFIG": json.dumps(dict(project.config)),
        "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(project.secrets)),
        "PULUMI_NODEJS_TYPESCRIPT": "true" if project.typescript else "false",
    }
