"""`bastide generate`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import SPEC, Spec, Today, day

if TYPE_CHECKING:
    from bastide.app.generate import Generated


class Target(StrEnum):
    """What can be generated."""

    TERRAFORM = "terraform"
    PULUMI = "pulumi"


class Gate(StrEnum):
    """Pipelines that a gate can be written for."""

    GITHUB = "github"
    GITLAB = "gitlab"
    PRE_COMMIT = "pre-commit"


def generate(  # noqa: PLR0913 - one parameter for each option
    spec: Spec = SPEC,
    *,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The tree to write; `stack`, or `pulumi`, beside the spec unless given."),
    ] = None,
    target: Annotated[Target, typer.Option(help="The language of the tree.")] = Target.TERRAFORM,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if the tree would change.")] = False,
    discard_edits: Annotated[
        bool, typer.Option("--discard-edits", help="Overwrite generated files that a person has edited.")
    ] = False,
    gate: Annotated[
        list[Gate] | None,
        typer.Option(help="Also write this pipeline's gate into the repository; may be repeated."),
    ] = None,
    today: Today = None,
) -> ExitCode:
    """Write a spec's stack, as Terraform or a Pulumi project.

    The lock beside the spec pins its addresses; both belong into version control. Generated files that a person has
    edited are never overwritten in silence.

    A gate is a pipeline's file at the root of the repository: on every change it holds the tree against the spec, the
    checks and the proof. It is renewed with the tree for as long as nobody edits it.
    """
    from bastide.app import generate as answer  # noqa: PLC0415 - loads the YAML reader and the templates
    from bastide.render.gates.gate import Pipeline  # noqa: PLC0415

    language = answer.Language(target)
    pipelines = tuple(Pipeline(one) for one in gate or ())
    if check:
        found = answer.compare(spec, output=output, today=day(today), language=language, pipelines=pipelines)
        console.data(_lines(found))
        if not found.up_to_date:
            where = "" if target is Target.TERRAFORM else f" --target {target}"
            where += "" if output is None else f" --output {console.shown(output)}"
            where += "".join(f" --gate {one}" for one in pipelines)
            console.say(f"`{console.shown(found.tree)}` differs; run `bastide generate {console.shown(spec)}{where}`")
        return ExitCode.YES if found.up_to_date else ExitCode.NO
    found = answer.generate(
        spec, output=output, today=day(today), discard_edits=discard_edits, language=language, pipelines=pipelines
    )
    console.data(_lines(found))
    unchanged = " (unchanged)" if found.up_to_date else ""
    console.say(f"`{console.shown(found.tree)}` holds {found.files} {target} files{unchanged}")
    return ExitCode.YES


def _lines(found: "Generated") -> str:
    changes = found.changes
    words = (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed))
    lines = [f"{word} {console.shown(found.tree / path)}\n" for word, paths in words for path in paths]
    lines += [f"changed {console.shown(found.lock)}\n"] if found.lock_differs else []
    written = [gate for gate in found.gates if not gate.up_to_date]
    lines += [f"{'added' if gate.found is None else 'changed'} {console.shown(gate.path)}\n" for gate in written]
    return "".join(lines)
