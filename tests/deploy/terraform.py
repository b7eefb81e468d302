"""Runs terraform on a tree in a scrubbed environment: never a real credential, never a host but this one."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

PLUGINS = "BASTIDE_TF_PLUGIN_DIR"
REQUIRED = "BASTIDE_REQUIRE_TERRAFORM"
PLAN = "plan.json"

# Where nothing listens: a request that leaves the process fails at once and loudly instead of reaching the internet.
NOWHERE = "http://127.0.0.1:9"

_KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL")
_FIXED = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_EC2_METADATA_DISABLED": "true",
    "CHECKPOINT_DISABLE": "1",
    "TF_IN_AUTOMATION": "1",
    "NO_COLOR": "1",
}


class Step(StrEnum):
    """The steps of the proof, in order."""

    FORMATTED = "formatted"
    INITIALISED = "initialised"
    VALIDATED = "validated"
    PLANNED = "planned"
    COMPARED = "the plan is the graph"
    STARTED = "emulator started"
    APPLIED = "applied"
    UNCHANGED = "unchanged"
    DESTROYED = "destroyed"


class NotProvenError(AssertionError):
    """A step of the proof failed; `step` names it and `output` is what terraform said of it."""

    def __init__(self, step: Step, output: str) -> None:
        self.step = step
        self.output = output
        super().__init__(f"not proven: {step}\n{output}")


@dataclass(frozen=True, slots=True)
class Change:
    """What a plan would do to one managed resource."""

    address: str
    actions: tuple[str, ...]


def missing() -> str | None:
    """Return what this machine lacks for the proof as a sentence that says what to do, None when it lacks nothing."""
    if shutil.which("terraform") is None:
        return "terraform is not on PATH: install it"
    folder = os.environ.get(PLUGINS)
    if not folder:
        return f"{PLUGINS} is not set: point it at a folder made by `terraform providers mirror`"
    if not (Path(folder) / "registry.terraform.io/hashicorp/aws").is_dir():
        return f"{PLUGINS} holds no hashicorp/aws provider"
    return None


def environment(endpoint: str = NOWHERE) -> dict[str, str]:
    """Return the whole environment of a terraform run whose every AWS call goes to `endpoint`.

    The proxies matter: S3 Control puts the account before the host name, which no resolver knows, and a call that
    escapes the endpoint setting must meet the emulator, not AWS.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    redirect = dict.fromkeys(("AWS_ENDPOINT_URL", "HTTP_PROXY", "HTTPS_PROXY"), endpoint)
    return kept | _FIXED | redirect


@dataclass(frozen=True, slots=True)
class Terraform:
    """One working directory and the environment of its runs."""

    tree: Path
    environment: Mapping[str, str]

    def run(self, step: Step, *arguments: str) -> str:
        """Return what `terraform ARGUMENTS` printed; raise NotProvenError naming the step unless it exits with 0."""
        done = subprocess.run(
            ("terraform", *arguments),  # noqa: S607 - the user's terraform, wherever PATH finds it
            cwd=self.tree,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            raise NotProvenError(step, done.stderr or done.stdout)
        return done.stdout

    def formatted(self) -> None:
        """Prove that `terraform fmt` would change nothing."""
        self.run(Step.FORMATTED, "fmt", "-check", "-recursive", "-diff", "-no-color")

    def initialised(self) -> None:
        """Link the provider from the local mirror; nothing is downloaded."""
        mirror = os.environ[PLUGINS]
        self.run(Step.INITIALISED, "init", f"-plugin-dir={mirror}", "-input=false", "-no-color")

    def validated(self) -> None:
        """Prove that every attribute and block is one that the provider knows."""
        self.run(Step.VALIDATED, "validate", "-no-color")

    def planned(self, targets: Iterable[str] = ()) -> tuple[Change, ...]:
        """Return what a plan would change, leaving out what it would not; `plan.json` then holds that plan.

        With `targets`, addresses, the plan is of these and of what they need.
        """
        chosen = (f"-target={address}" for address in targets)
        self.run(Step.PLANNED, "plan", "-input=false", "-no-color", "-out=tfplan", *chosen)
        text = self.run(Step.PLANNED, "show", "-json", "tfplan")
        (self.tree / PLAN).write_text(text, encoding="utf-8")
        shown: Any = json.loads(text)
        changes = (
            Change(entry["address"], tuple(entry["change"]["actions"]))
            for entry in shown.get("resource_changes", ())
            if entry["mode"] == "managed"
        )
        return tuple(change for change in changes if change.actions != ("no-op",))

    def applied(self) -> None:
        """Create everything."""
        self.run(Step.APPLIED, "apply", "-auto-approve", "-input=false", "-no-color", "-parallelism=30")

    def unchanged(self) -> None:
        """Prove that a second plan finds nothing to do."""
        self.run(Step.UNCHANGED, "plan", "-detailed-exitcode", "-input=false", "-no-color", "-parallelism=30")

    def destroyed(self) -> None:
        """Remove everything and prove that nothing is left in the state."""
        self.run(Step.DESTROYED, "destroy", "-auto-approve", "-input=false", "-no-color", "-parallelism=30")
        left = self.run(Step.DESTROYED, "state", "list")
        if left:
            raise NotProvenError(Step.DESTROYED, f"still in the state:\n{left}")
