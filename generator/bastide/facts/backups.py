"""Which backup plans cover which resources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.links import pointed, pointers
from bastide.facts.match import forms, matches
from bastide.facts.values import OpaqueError, UncertainError, certain, entries, opaque, settle, text
from bastide.model.graph import Block, Resource, Value

DATABASES = ("aws_db_instance", "aws_rds_cluster", "aws_efs_file_system", "aws_dynamodb_table")


@dataclass(frozen=True)
class Selection:
    """A backup selection and the plan that it belongs to; the plan is None when it stands outside the tree."""

    resource: Resource
    plan: Resource | None


def selections_of(case: Case, stored: Resource) -> tuple[Selection, ...]:
    """Return the selections that surely cover a resource; OpaqueError if none does but one might."""
    found: list[Selection] = []
    doubt: OpaqueError | None = None
    for selection in case.graph.of_type("aws_backup_selection"):
        try:
            if _covers(case, selection, stored):
                found.append(Selection(selection, case.target(selection.get("plan_id"))))
        except OpaqueError as error:
            doubt = doubt or error
    if not found and doubt is not None:
        raise doubt
    return tuple(found)


def plan_rules(case: Case, stored: Resource) -> Iterator[Block]:
    """Yield the rules of every plan that covers a resource; OpaqueError when a plan isn't in the tree."""
    for selection in selections_of(case, stored):
        if selection.plan is None:
            raise opaque(selection.resource.get("plan_id"))
        yield from entries(selection.plan, "rule")


def _covers(case: Case, selection: Resource, stored: Resource) -> bool:
    if not certain(case.graph, selection):
        raise UncertainError(selection)
    if any(means(case, value, stored) for value in pointers(case, selection.get("not_resources"))):
        return False
    listed = any(means(case, value, stored) for value in pointers(case, selection.get("resources")))
    tags = [tag for tag in entries(selection, "selection_tag") if _tagged(case, tag, stored)]
    if any(True for _ in entries(selection, "condition")) and (listed or tags):
        which = f"condition of {selection.address}"
        raise OpaqueError(which, selection.place)
    return listed or bool(tags)


def means(case: Case, value: Value, stored: Resource) -> bool:
    """Tell whether a reference or a pattern of ARNs means a resource; OpaqueError where it can't be read."""
    target = pointed(case, value)
    if target is not None:
        return target.address == stored.address
    pattern = settle(case.graph, value)
    if not isinstance(pattern, str):
        raise opaque(pattern)
    return pattern == "*" or any(matches(pattern, form) or matches(form, pattern) for form in _arns(stored))


def _arns(stored: Resource) -> tuple[str, ...]:
    service = {"aws_db_instance": "rds:\0:\0:db", "aws_rds_cluster": "rds:\0:\0:cluster"}.get(stored.type)
    probe = () if service is None else (f"arn:aws:{service}:\0",)
    return (*forms(stored), *probe)


def _tagged(case: Case, tag: Block, stored: Resource) -> bool:
    tags = settle(case.graph, stored.get("tags"))
    if tags is None:
        return False
    if not isinstance(tags, Mapping):
        which = f"{stored.address}.tags"
        raise OpaqueError(which, stored.at("tags"))
    key, value = text(case.graph, tag.get("key")) or "", text(case.graph, tag.get("value"))
    return key in tags and text(case.graph, tags[key]) == value
