"""The two tiers of the deploy proof, as functions from a tree to nothing or to NotProvenError."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from deploy import definitions, trees
from deploy.emulator import emulator
from deploy.not_served import NotServed
from deploy.terraform import PLAN, Change, NotProvenError, Step, Terraform, environment


def formatted(tree: Path) -> None:
    """Prove that `terraform fmt` would change nothing in a tree; it writes nothing there either."""
    Terraform(tree, environment()).formatted()


def validated_together(stacks: Mapping[str, Path], work: Path) -> None:
    """Validate several trees as modules of one root: the provider starts once instead of once for each.

    `work` is an empty folder. A stack configures its own providers, so the root passes none.
    """
    calls = []
    for name, tree in stacks.items():
        trees.copied(tree, work / name)
        calls.append(f'module "{name}" {{\n  source = "./{name}"\n}}\n')
    (work / "main.tf").write_text("\n".join(calls), encoding="utf-8")
    root = Terraform(work, environment())
    root.initialised()
    root.validated()


def planned_together(stacks: Mapping[str, Path], work: Path, targets: Iterable[str] = ()) -> tuple[Change, ...]:
    """Validate several trees and return what a plan of an empty account would do, all as modules of one root.

    The provider starts once instead of once for each. `work` is an empty folder. A state machine's definition is not
    checked as AWS would. With `targets`, all is validated, and these and what they need are planned.
    """
    calls = []
    for name, tree in stacks.items():
        trees.offline(trees.copied(tree, work / name))
        calls.append(f'module "{name}" {{\n  source = "./{name}"\n}}\n')
    (work / "main.tf").write_text("\n".join(calls), encoding="utf-8")
    with definitions.accepted() as asked:
        root = Terraform(work, environment() | asked)
        root.initialised()
        root.validated()
        return root.planned(targets)


def planned_offline(tree: Path, work: Path) -> tuple[Change, ...]:
    """Return what a plan of an empty account would do, without any server; `work` must not exist yet."""
    copy = trees.copied(tree, work)
    trees.offline(copy)
    stack = Terraform(copy, environment())
    stack.initialised()
    return stack.planned()


def plan_in_json(work: Path) -> Path:
    """Return the file that holds, as JSON, the plan that was made in a folder."""
    return work / PLAN


def creates_exactly(changes: tuple[Change, ...], addresses: frozenset[str]) -> None:
    """Prove that a plan creates the given addresses, each of them, and does nothing else."""
    created = {change.address for change in changes if change.actions == ("create",)}
    others = {change.address for change in changes} - created
    if others or created != addresses:
        differing = sorted(others | (created ^ addresses))
        raise NotProvenError(Step.COMPARED, "\n".join(differing))


def upgraded_on_an_emulator(old: Path, new: Path, work: Path, served: NotServed) -> tuple[Change, ...]:
    """Apply one tree to an emulator, then another in its place; return what the second one's plan would change.

    The second apply, an empty plan after it and a clean destroy are proven as well; `work` is an existing empty folder.
    """
    copy = trees.copied(old, work / "stack")
    trees.emulated(copy, served)
    with emulator(work) as running:
        stack = Terraform(copy, environment(running.endpoint))
        stack.initialised()
        stack.applied()
        trees.exchanged(copy, new)
        trees.emulated(copy, served)
        changes = stack.planned()
        stack.applied()
        stack.unchanged()
        stack.destroyed()
    return changes


def applied_to_an_emulator(tree: Path, work: Path, served: NotServed) -> None:
    """Prove apply, an empty second plan and a clean destroy on an emulator; `work` is an existing empty folder."""
    copy = trees.copied(tree, work / "stack")
    trees.emulated(copy, served)
    with emulator(work) as running:
        stack = Terraform(copy, environment(running.endpoint))
        stack.initialised()
        stack.applied()
        stack.unchanged()
        stack.destroyed()
