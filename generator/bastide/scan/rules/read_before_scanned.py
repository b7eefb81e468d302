"""Exchange between two sides that can be read before it is scanned, or that runs both ways.

What it does:
    For every declared ferry, reads the policies of both its stores. At the drop box everybody but the scanner and the
    backup role must be denied to read what doesn't carry the tag of a clean scan; everybody but those two and the
    ferry to read at all; everybody but the scanner to set or remove tags. Where files arrive, everybody but the ferry
    and the backup role must be denied to write. And a malware protection plan that tags must watch the drop box,
    with the declared scanner's role.

Why is this bad:
    The exchange is the only way between two networks that share nothing. What can be read unscanned, or written from
    both sides, is a path for malware and for stolen data that no firewall sees.

Example:
    # from the store `records` to `people`, by the role `ferry` and the scanner `scanner`
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_iam_role" "ferry" {
      name = "ferry"
    }

Use instead:
    # no ferry is declared
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }

Source:
    GuardDuty user guide, "Using tag-based access control with Malware Protection for S3"; BND-08, BND-15.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links, pointed
from bastide.facts.match import covers, covers_action, forms
from bastide.facts.policy import Condition, Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, text
from bastide.model.declared_use import DeclaredFerry
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA030", Severity.CRITICAL, "Put the one-way denials and the scan back as generated.", __doc__)
POLICY, BUCKET, PLAN = "aws_s3_bucket_policy", "aws_s3_bucket", "aws_guardduty_malware_protection_plan"
TAG, CLEAN = "s3:existingobjecttag/guarddutymalwarescanstatus", "NO_THREATS_FOUND"
READS = ("s3:GetObject", "s3:GetObjectVersion")
TAGS = tuple(f"s3:{verb}Object{version}Tagging" for verb in ("Put", "Delete") for version in ("", "Version"))
PRINCIPAL = "aws:principalarn"
SPARING = ("ArnNotEquals", "ArnNotLike", "StringNotEquals", "StringNotLike")


def check(case: Case) -> Iterator[Finding]:
    """Judge the role of every declared ferry by the two stores that it joins."""
    if case.intent is None:
        return
    ferries = {ferry.role: ferry for ferry in case.intent.ferries}
    policies = links(case, POLICY, "bucket", BUCKET)
    roles = (one for one in case.graph.of_type("aws_iam_role") if one.address in ferries)
    yield from META.judge(roles, lambda role: _answers(case, policies, ferries[role.address]))


def _answers(case: Case, policies: Links, ferry: DeclaredFerry) -> Iterator[Answer]:
    backup = _backup_roles(case)
    for box in _stores(case, ferry.source):
        holds = partial(_denied, case, policies, box)
        if not holds(READS, {ferry.scanner, *backup}, tagged=True):
            yield _fault(policies, box, "can be read before it is scanned")
        if not holds(READS, {ferry.scanner, ferry.role, *backup}):
            yield _fault(policies, box, "can be read back by its own side")
        if not holds(TAGS, {ferry.scanner}):
            yield _fault(policies, box, "takes the tag of a clean scan from others than the scanner")
        if not _scanned(case, box, ferry.scanner):
            yield _fault(policies, box, f"is scanned by no plan that tags with `{ferry.scanner}`")
    for arrival in _stores(case, ferry.destination):
        if not _denied(case, policies, arrival, ("s3:PutObject",), {ferry.role, *backup}):
            yield _fault(policies, arrival, f"can be written by others than `{ferry.role}`")


def _stores(case: Case, name: str) -> Iterator[Resource]:
    for store in () if case.intent is None else case.intent.stores:
        if store.name == name:
            found = (case.graph.by_address.get(address) for address in store.resources)
            yield from (one for one in found if one is not None and one.type == BUCKET)


def _fault(policies: Links, bucket: Resource, what: str) -> Fault:
    found = policies.of(bucket.address)
    return Fault(f"`{bucket.address}` {what}", found[0].at("policy") if found else bucket.place)


def _denied(
    case: Case, policies: Links, bucket: Resource, actions: Iterable[str], spared: set[str], *, tagged: bool = False
) -> bool:
    """Tell whether the bucket's policy denies actions on every object to all but the spared roles."""
    found = policies.of(bucket.address)
    listed = [one for policy in found for one in statements(case, policy.get("policy"), policy.at("policy"))]
    return all(any(_denies(case, one, bucket, action, spared, tagged=tagged) for one in listed) for action in actions)


def _denies(case: Case, one: Statement, bucket: Resource, action: str, spared: set[str], *, tagged: bool) -> bool:
    everybody = not one.allows and ("AWS", "*") in one.principals and not one.not_principals
    if not everybody or not covers_action(one, action) or not covers(one, _objects(bucket)):
        return False
    return all(_narrows_rightly(case, condition, spared, tagged=tagged) for condition in one.conditions)


def _objects(bucket: Resource) -> tuple[str, ...]:
    return forms(bucket)


def _narrows_rightly(case: Case, condition: Condition, spared: set[str], *, tagged: bool) -> bool:
    """Tell whether a condition spares only whom it may, or (where asked) only what was found clean."""
    if condition.key == PRINCIPAL and condition.operator in SPARING:
        return all(_is_spared(case, value, spared) for value in condition.values)
    return tagged and (condition.operator, condition.key, condition.values) == ("StringNotEquals", TAG, (CLEAN,))


def _is_spared(case: Case, value: str, spared: set[str]) -> bool:
    return value in {f"${{{address}.arn}}" for address in spared} or value in _arns(case, spared)


def _arns(case: Case, spared: set[str]) -> set[str]:
    account = "" if case.intent is None else case.intent.account
    roles = (case.graph.by_address.get(address) for address in spared)
    names = (text(case.graph, one.get("name")) for one in roles if one is not None)
    return {f"arn:{partition}:iam::{account}:role/{name}" for name in names for partition in ("aws", "aws-cn")}


def _backup_roles(case: Case) -> set[str]:
    found = (
        pointed(case, one.get("iam_role_arn"), "aws_iam_role") for one in case.graph.of_type("aws_backup_selection")
    )
    return {one.address for one in found if one is not None}


def _scanned(case: Case, bucket: Resource, scanner: str) -> bool:
    return any(_watches(case, plan, bucket, scanner) for plan in case.graph.of_type(PLAN))


def _watches(case: Case, plan: Resource, bucket: Resource, scanner: str) -> bool:
    role = pointed(case, plan.get("role"), "aws_iam_role")
    watched = [one for guarded in entries(plan, "protected_resource") for one in guarded.nested("s3_bucket")]
    tags = [one for action in entries(plan, "actions") for one in action.nested("tagging")]
    whole = [one for one in watched if one.get("object_prefixes") is None]
    return (
        role is not None
        and role.address == scanner
        and any(pointed(case, one.get("bucket_name"), BUCKET) is bucket for one in whole)
        and any(text(case.graph, one.get("status")) == "ENABLED" for one in tags)
    )
