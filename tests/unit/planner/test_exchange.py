"""What a ferry may do, what the stores at its ends refuse, and where the two sides get their addresses."""

from dataclasses import replace
from datetime import date
from ipaddress import IPv4Network

import pytest

from bastide.hcl.literal import Template
from bastide.model.diagnostic import CannotAnswerError
from bastide.model.exchange import Ferry, Side
from bastide.planner import backup_grants, exchange, ferry_states, flows, one_way, stores
from bastide.planner.addresses import allocate
from bastide.planner.context import context_of
from bastide.planner.lockfile import dumps, read
from bastide.spec.sections.ferries import TYPES
from support.platforms import HERE, flow, platform, store, zone

OUTER = IPv4Network("10.41.0.0/16")


def outer(name, exposure):
    return replace(zone(name, exposure), side=Side.OUTER)


def two_sides(until=None, **changes):
    return platform(
        agencies=(),
        outer_cidr=OUTER,
        zones=(
            zone("app"),
            outer("boxes", "isolated"),
            zone("data", "isolated"),
            outer("edge", "internet"),
            zone("ops"),
        ),
        flows=(flow("internet", "edge", "tcp/443"),),
        never=(),
        stores=(store("arrived", "object", "data"), store("dropped", "object", "boxes")),
        workloads=(),
        ferries=(Ferry("inward", "dropped", "arrived", ("pdf",), 20, "files", until, HERE),),
        **changes,
    )


def context(spec):
    return context_of(spec, allocate(spec, None))


def carrying(spec):
    found = next(file for file in exchange.files(context(spec)) if file.path == "ferry-inward.tf")
    return {one["Sid"]: one for one in found.inputs["ferry"].carrying}


def test_each_side_takes_its_addresses_from_its_own_block():
    ctx = context(two_sides())
    assert {copy.name for copy in ctx.copies if copy.block.subnet_of(OUTER)} == {"boxes", "edge", "services-outer"}
    assert all(str(copy.vpc) == "aws_vpc.outer" for copy in ctx.copies if copy.block.subnet_of(OUTER))


def test_a_lock_keeps_the_outer_block_and_one_without_says_nothing_of_it(tmp_path):
    path = tmp_path / "bastide.lock"
    path.write_text(dumps(allocate(two_sides(), None)), encoding="utf-8")
    assert read(path) == allocate(two_sides(), None)
    assert "outer" not in dumps(allocate(platform(), None))


def test_a_zone_that_changes_sides_is_refused():
    before = allocate(two_sides(), None)
    spec = two_sides()
    moved = replace(
        spec, zones=tuple(replace(one, side=Side.INNER) if one.name == "boxes" else one for one in spec.zones)
    )
    with pytest.raises(CannotAnswerError, match="PLAN003"):
        allocate(moved, before)


def test_a_permission_across_the_gap_is_refused_whatever_derives_it():
    with pytest.raises(CannotAnswerError, match="PLAN030"):
        flows.edges(replace(two_sides(), flows=(flow("edge", "app", "tcp/443"),)))


def test_a_ferry_reads_only_what_is_clean_and_is_denied_the_way_back():
    found = carrying(two_sides())
    tag = {"s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND"}
    assert found["ReadClean"]["Condition"] == {"StringEquals": tag}
    assert found["Deliver"]["Action"] == ["s3:PutObject"]
    assert found["NeverWriteBack"]["Resource"] == found["ReadClean"]["Resource"]
    assert found["NeverReadThere"]["Resource"] == found["Deliver"]["Resource"]
    granted = {action for one in found.values() if one["Effect"] == "Allow" for action in one["Action"]}
    assert not any("*" in action for action in granted)


def test_a_ferry_ends_with_its_last_day():
    found = carrying(two_sides(date(2027, 3, 31)))
    assert found["Deliver"]["Condition"] == {"DateLessThan": {"aws:CurrentTime": "2027-03-31T23:59:59Z"}}


def test_the_ends_of_a_ferry_refuse_everybody_else():
    spec = two_sides()
    sids = {
        name: [one["Sid"] for one in one_way.refusals(spec, name, Template("x"), backup_grants.ROLE)]
        for name in ("dropped", "arrived", "other")
    }
    assert sids == {
        "dropped": ["DenyReadingUnscanned", "DenyReadingBack", "DenyForgedResults"],
        "arrived": ["DenyOtherWriters"],
        "other": [],
    }


def test_every_type_of_the_spec_has_a_signature_that_is_read_whole():
    assert set(ferry_states.SIGNATURES) == set(TYPES)
    lengths = {len(one.encode().decode("unicode_escape")) for one in ferry_states.SIGNATURES.values()}
    assert max(lengths) == ferry_states.LONGEST


def test_a_state_machine_leads_from_every_state_to_an_end():
    states = ferry_states.definition("aws", source="a", destination="b", types=["pdf", "xml"], largest=1)["States"]
    ends = {name for name, one in states.items() if one.get("End") or one["Type"] == "Fail"}
    assert ends == {"Carry", "Refuse"}
    for one in states.values():
        then = [one.get("Next"), one.get("Default"), *(choice["Next"] for choice in one.get("Choices", ()))]
        assert {name for name in then if name} <= states.keys()


def test_what_is_carried_is_the_version_that_was_scanned_without_its_metadata():
    states = ferry_states.definition("aws", source="a", destination="b", types=["pdf"], largest=1)["States"]
    assert states["Measure"]["Arguments"]["VersionId"] == states["Look"]["Arguments"]["VersionId"] == "{% $version %}"
    carry = states["Carry"]["Arguments"]
    assert carry["CopySource"].endswith("'?versionId=' & $version %}")
    assert (carry["MetadataDirective"], carry["TaggingDirective"]) == ("REPLACE", "REPLACE")


def test_the_declaration_names_both_roles():
    (found,) = exchange.declared(context(two_sides()))
    assert (found.role, found.scanner) == ("aws_iam_role.ferry_inward", "aws_iam_role.ferry_inward_scanner")
    assert {found.source, found.destination} == {
        str(stores.address(one)).partition(".")[2] for one in two_sides().stores
    }


def test_a_scanner_that_stands_still_is_told_to_every_channel():
    spec = two_sides()
    ctx = context(spec)
    found = next(file for file in exchange.files(ctx) if file.path == "ferry-inward.tf").inputs["notices"].blind
    assert {kind.rsplit(" ", 1)[1] for kind in found.pattern["detail-type"]} == {"Error", "Warning"}
    assert found.pattern["detail"] == {"s3BucketDetails": {"bucketName": [ctx.bucket_name("dropped")]}}
    assert len(found.channels) == len(spec.logging.alerts) > 0
