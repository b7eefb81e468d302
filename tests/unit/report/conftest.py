from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pytest

from bastide.model.diagnostic import Diagnostic, Label, Severity
from bastide.model.finding import Finding, Outcome, Source, Verdict
from bastide.model.graph import Unknown
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place

VerdictOf: TypeAlias = Callable[..., Verdict]

WAIVER = DeclaredWaiver(
    check="CKV_AWS_144",
    target="store/portal-assets",
    owner="web-team",
    why="rebuilt from source",
    until=date(2027, 3, 31),
    files=("store-portal-assets.tf",),
)

OPEN_PORT = Finding(
    code="NET001",
    title="Port open to the world",
    outcome=Outcome.FAIL,
    severity=Severity.CRITICAL,
    source=Source.BASTIDE,
    message="`aws_security_group_rule.db` lets `0.0.0.0/0` reach port 5432",
    resource="aws_security_group_rule.db",
    place=Place("flows-data.tf", 3, 3, 3, 34),
    related=(Label(Place("zone data.tf", 1, 1, 1, 9), "the zone it opens"),),
    why="anyone may try passwords",
    fix="name the source zone",
)

NO_REPLICA = Finding(
    code="CKV_AWS_144",
    title="Bucket without replication",
    outcome=Outcome.WAIVED,
    severity=Severity.LOW,
    source=Source.CHECKOV,
    message="the bucket is not replicated",
    resource="aws_s3_bucket.portal_assets",
    place=Place("store-portal-assets.tf", 1, 1, 1, 20),
    waiver=WAIVER,
)

UNDECIDED = Finding(
    code="NET004",
    title="Peering between zones",
    outcome=Outcome.UNKNOWN,
    severity=Severity.MEDIUM,
    source=Source.BASTIDE,
    message="the peer of `aws_vpc_peering_connection.x` is not in the tree",
    resource="aws_vpc_peering_connection.x",
    place=Place("peering.tf", 1, 1, 1, 10),
)

DYNAMIC = Unknown("for_each = toset(\n  var.ports)", "`for_each` needs a variable", Place("main.tf", 9, 3, 10, 13))

BROKEN_FILE = Diagnostic(
    code="SCAN002",
    message="`main.tf` can't be parsed",
    labels=(Label(Place("main.tf", 2, 1, 2, 2), "unexpected `}`"),),
    why="what can't be read can't be judged",
    fix="terraform validate",
)


@pytest.fixture
def verdict_of() -> VerdictOf:
    """Return a function that builds a verdict; without arguments a pass of one resource."""

    def build(*findings: Finding, **overrides: object) -> Verdict:
        fields: dict[str, Any] = {
            "tree": "stack",
            "evaluated": 1,
            "findings": findings,
            "passed": {"CKV_AWS_1": 2},
            "not_covered": (),
            "unknowns": (),
            "problems": (),
        }
        return Verdict(**{**fields, **overrides})

    return build


@pytest.fixture
def everything(verdict_of: VerdictOf) -> Verdict:
    """Return a verdict with one of each kind of thing that a verdict may hold."""
    return verdict_of(
        OPEN_PORT,
        NO_REPLICA,
        UNDECIDED,
        evaluated=120,
        not_covered=("aws_eip.x",),
        unknowns=(DYNAMIC,),
        problems=(BROKEN_FILE,),
        unused_waivers=(WAIVER,),
    )


@pytest.fixture
def mixed(everything: Verdict, verdict_of: VerdictOf) -> Verdict:
    """Return a verdict of one failure, one waiver and two unknowns, without problems."""
    return verdict_of(*everything.findings, evaluated=120, unknowns=(DYNAMIC,), not_covered=("aws_eip.x",))
