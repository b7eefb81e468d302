"""One-way stores: what the buckets at a ferry's two ends refuse, and what is left of a workload's use of them."""

from collections.abc import Iterable, Iterator

from bastide.hcl.literal import Address, Template
from bastide.model.platform import Platform
from bastide.planner import names
from bastide.planner.statements import Condition, Statement

SCAN_TAG, CLEAN = "GuardDutyMalwareScanStatus", "NO_THREATS_FOUND"
"""The tag that Malware Protection for S3 sets on an object, and its value for a clean one (GuardDuty user guide)."""

READS = ("s3:GetObject", "s3:GetObjectVersion")
TAGGING = tuple(f"s3:{verb}Object{version}Tagging" for verb in ("Delete", "Put") for version in ("", "Version"))


def drop_boxes(platform: Platform) -> frozenset[str]:
    """Return the stores that are written and never read back by their own side."""
    return frozenset(ferry.source for ferry in platform.ferries)


def arrivals(platform: Platform) -> frozenset[str]:
    """Return the stores that ferries alone write."""
    return frozenset(ferry.destination for ferry in platform.ferries)


def carrier(ferry: str) -> Address:
    """Return the role that a ferry carries with."""
    return Address("aws_iam_role", names.label("ferry", ferry))


def scanner(ferry: str) -> Address:
    """Return the role that scans a ferry's drop box."""
    return Address("aws_iam_role", names.label("ferry", ferry, "scanner"))


def staff(platform: Platform, store: str) -> tuple[Address, ...]:
    """Return the roles of a ferry that come to a store from outside every network."""
    found: list[Address] = []
    for ferry in platform.ferries:
        if store == ferry.source:
            found += [carrier(ferry.name), scanner(ferry.name)]
        if store == ferry.destination:
            found.append(carrier(ferry.name))
    return tuple(found)


def refusals(platform: Platform, store: str, objects: Template, backup: Address) -> Iterator[Statement]:
    """Yield what a bucket at a ferry's end denies to everybody, its copy in the DR region included.

    The backup role reads and restores whatever a store holds; a backup crosses to no side.
    """
    for ferry in platform.ferries:
        if store == ferry.source:
            clean: Condition = {"StringNotEquals": {f"s3:ExistingObjectTag/{SCAN_TAG}": CLEAN}}
            scans = scanner(ferry.name)
            yield _deny("DenyReadingUnscanned", READS, objects, [scans, backup], clean)
            yield _deny("DenyReadingBack", READS, objects, [carrier(ferry.name), scans, backup])
            yield _deny("DenyForgedResults", TAGGING, objects, [scans])
        if store == ferry.destination:
            yield _deny("DenyOtherWriters", ["s3:PutObject"], objects, [carrier(ferry.name), backup])


def _deny(
    sid: str, actions: Iterable[str], objects: Template, but: Iterable[Address], condition: Condition | None = None
) -> Statement:
    exempt = {"ArnNotEquals": {"aws:PrincipalArn": [role.arn for role in but]}}
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": list(actions),
        "Resource": objects,
        "Condition": {**(condition or {}), **exempt},
    }
