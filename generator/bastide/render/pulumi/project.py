"""Plan to the bytes of a Pulumi project: the program, what was declared, and a manifest of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bastide.bridge.load import bridge
from bastide.bridge.model import Bridge
from bastide.hcl.layout import align
from bastide.model.diagnostic import CannotAnswerError
from bastide.model.intent import Intent
from bastide.planner.plan import Plan
from bastide.render.pulumi import names, readme
from bastide.render.pulumi.component import module
from bastide.render.pulumi.faults import Faults
from bastide.render.pulumi.literals import WIDTH, in_double_quotes
from bastide.render.pulumi.needs import given
from bastide.render.pulumi.program import main
from bastide.render.pulumi.source import Source
from bastide.render.pulumi.stack import stack
from bastide.render.stack import README, finished, pages, rendered

MAIN, PROJECT, REQUIREMENTS = "__main__.py", "Pulumi.yaml", "requirements.txt"
PROVIDER = "aws"
SDK = ">=3.223,<4"
"""The range of the Pulumi SDK that generated programs are tested with."""

_FORMAT = f"[tool.ruff]\nline-length = {WIDTH}\n"
_PACKAGE = '"""The components of the platform, one for each part of its spec."""\n'


def files(plan: Plan, library: Path) -> dict[str, bytes]:
    """Return every file of the project by its path, the manifest included; the same plan gives the same bytes.

    Raises CannotAnswerError: GEN005 as for Terraform, PUL040 to PUL049 with everything that has no form in the program.
    """
    known = bridge(PROVIDER)
    texts = rendered(plan, library)
    read = pages(plan, library)
    apart = {one.path: one for one in plan.files if "/" in one.path and one.path not in read}
    sources = [
        Source(one.path, texts[one.path], one.template.partition("/")[0], one.target)
        for one in plan.files
        if one.path not in apart and one.path not in read
    ]
    written = program(sorted(sources, key=lambda one: one.path), plan.platform.name, known)
    served = {
        **{one.path: written_to(one.path, written) for one in sources},
        **{path: path for path in (*apart, *read)},
    }
    targets = {served[one.path]: one.target for one in plan.files}
    # Another account's root is no part of this program: it stays Terraform, applied by others.
    written |= {path: align(texts[path]) for path in apart} | read
    written |= {
        PROJECT: _project(plan),
        "pyproject.toml": _FORMAT,
        REQUIREMENTS: f"pulumi{SDK}\n{_package(known)}\n",
        README: readme.text(plan, known, targets),
    }
    intent = _moved(plan.intent, served)
    return finished(plan, library, {path: text.encode() for path, text in written.items()}, intent, targets)


def program(sources: Sequence[Source], platform: str, known: Bridge) -> dict[str, str]:
    """Return the Python files of a program that declares what rendered Terraform files declare.

    Raises CannotAnswerError (PUL040 to PUL049) with everything that can't be written, and the sources.
    """
    faults = Faults()
    whole = stack(sources, known, faults)
    if whole is None or faults.found:
        raise _refusal(faults, sources)
    exports = given(whole)
    written = {
        f"components/{one.module}.py": module(whole, one, exports[name], faults)
        for name, one in whole.components.items()
    }
    if faults.found:
        raise _refusal(faults, sources)
    return {**written, "components/__init__.py": _PACKAGE, MAIN: main(whole, platform)}


def written_to(path: str, written: Mapping[str, str]) -> str:
    """Return the Python file that a Terraform file became: its module, or the main one for providers."""
    own = f"components/{names.module(path)}.py"
    return own if own in written else MAIN


def _refusal(faults: Faults, sources: Sequence[Source]) -> CannotAnswerError:
    return CannotAnswerError(dict.fromkeys(faults.found), {one.path: one.text for one in sources})


def _project(plan: Plan) -> str:
    """Return `Pulumi.yaml`."""
    platform = plan.platform
    return (
        f"name: {in_double_quotes(platform.name)}\n"
        f"description: {in_double_quotes(platform.title or platform.name)}\n"
        "runtime:\n"
        "  name: python\n"
        "  options:\n"
        "    toolchain: pip\n"
        "    virtualenv: venv\n"
    )


def _package(known: Bridge) -> str:
    major, minor, _ = known.sdk.split(".")
    return f"pulumi-{known.provider}>={major}.{minor},<{int(major) + 1}"


def _moved(intent: Intent, served: Mapping[str, str]) -> Intent:
    """Return the declaration with waivers on the files of the program."""
    waivers = [replace(one, files=tuple(sorted({served[path] for path in one.files}))) for one in intent.waivers]
    return replace(intent, waivers=tuple(waivers))
