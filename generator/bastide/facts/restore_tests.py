"""Which restore tests try which resources, and how often."""

from collections.abc import Iterable
from dataclasses import dataclass

from bastide.facts.backups import means, plan_rules
from bastide.facts.case import Case
from bastide.facts.links import pointed, pointers
from bastide.facts.values import OpaqueError, certain, entries, settle, text
from bastide.model.graph import Resource, Value

SELECTION, PLAN, VAULT = "aws_backup_restore_testing_selection", "aws_backup_restore_testing_plan", "aws_backup_vault"
KINDS = {"aws_s3_bucket": "S3", "aws_db_instance": "RDS", "aws_efs_file_system": "EFS"}
"""What AWS Backup calls the types that it can try (AWS Backup API, RestoreTestingSelectionForCreate)."""


@dataclass(frozen=True)
class Trial:
    """A selection that names a resource, and the plan that it belongs to; None where that stands outside the tree."""

    selection: Resource
    plan: Resource | None


def trials_of(case: Case, stored: Resource) -> tuple[Trial, ...]:
    """Return the selections that surely try a resource's restore; OpaqueError if none does but one might."""
    found: list[Trial] = []
    doubt: OpaqueError | None = None
    for selection in case.graph.of_type(SELECTION):
        try:
            if _tries(case, selection, stored):
                plan = pointed(case, selection.get("restore_testing_plan_name"), PLAN)
                found.append(Trial(selection, plan or _named(case, selection)))
        except OpaqueError as error:
            doubt = doubt or error
    if not found and doubt is not None:
        raise doubt
    return tuple(found)


def looks_into(case: Case, plan: Resource, vaults: frozenset[str]) -> bool:
    """Tell whether a plan looks for backups in any of some vaults."""
    body = next(iter(entries(plan, "recovery_point_selection")), None)
    if body is None or any(_vault(case, one) in vaults for one in pointers(case, body.get("exclude_vaults"))):
        return False
    included = list(pointers(case, body.get("include_vaults")))
    return any(settle(case.graph, one) == "*" or _vault(case, one) in vaults for one in included)


def vaults_of(case: Case, stored: Resource) -> frozenset[str]:
    """Return the vaults that a resource's backups are put into."""
    return _addresses(case, [rule.get("target_vault_name") for rule in plan_rules(case, stored)])


def copies_of(case: Case, stored: Resource) -> frozenset[str]:
    """Return the vaults that copies of a resource's backups are put into."""
    rules = list(plan_rules(case, stored))
    return _addresses(
        case, [copy.get("destination_vault_arn") for rule in rules for copy in rule.nested("copy_action")]
    )


def _addresses(case: Case, values: Iterable[Value]) -> frozenset[str]:
    return frozenset(found for one in values if (found := _vault(case, one)) is not None)


def _tries(case: Case, selection: Resource, stored: Resource) -> bool:
    if text(case.graph, selection.get("protected_resource_type")) != KINDS.get(stored.type):
        return False
    listed = any(means(case, one, stored) for one in pointers(case, selection.get("protected_resource_arns")))
    narrowed = any(True for _ in entries(selection, "protected_resource_conditions"))
    if listed and (narrowed or not certain(case.graph, selection)):
        which = f"condition of {selection.address}"
        raise OpaqueError(which, selection.place)
    return listed


def _named(case: Case, selection: Resource) -> Resource | None:
    name = text(case.graph, selection.get("restore_testing_plan_name"))
    found = (one for one in case.graph.of_type(PLAN) if name and text(case.graph, one.get("name")) == name)
    return next(found, None)


def _vault(case: Case, value: Value) -> str | None:
    found = pointed(case, value, VAULT)
    return None if found is None else found.address
