from dataclasses import replace

import pytest

from bastide.model.audit import Area, Audit
from bastide.planner import audit_packs, config_audit, events
from support.platforms import HERE, platform
from support.stacks import context, graph

AUDITED = replace(platform(), audit=Audit(6, "soc", tuple(Area), HERE))


@pytest.mark.parametrize(
    ("months", "wanted"),
    [(12, "cron(0 1 1 1 ? *)"), (6, "cron(0 1 1 1,7 ? *)"), (3, "cron(0 1 1 1,4,7,10 ? *)")],
)
def test_audits_fall_on_the_same_days_of_each_year(months, wanted):
    assert config_audit.expression(months) == wanted


def test_nothing_is_recorded_where_no_audit_is_declared():
    assert list(config_audit.files(context(platform()))) == []


def test_both_regions_record_everything_and_deliver_to_their_own_bucket():
    found = graph(AUDITED, config_audit.files)
    for label, bucket in (("main", "access_log"), ("dr", "access_log_dr")):
        (group,) = found.by_address[f"aws_config_configuration_recorder.{label}"].nested("recording_group")
        assert group.get("all_supported") is True
        channel = found.by_address[f"aws_config_delivery_channel.{label}"]
        assert str(channel.get("s3_bucket_name")) == f"aws_s3_bucket.{bucket}.id"


def test_without_a_dr_region_one_recorder_stands():
    alone = replace(AUDITED, regions=replace(AUDITED.regions, dr=None))
    assert [one.address for one in graph(alone, config_audit.files).of_type("aws_config_configuration_recorder")] == [
        "aws_config_configuration_recorder.main"
    ]


def test_each_area_has_a_pack_and_no_rule_stands_in_two():
    names = [check.name for area in Area for check in audit_packs.checks(AUDITED, area)]
    assert len(names) == len(set(names))
    packs = tuple(graph(AUDITED, config_audit.files).of_type("aws_config_conformance_pack"))
    assert len(packs) == 2 * len(Area)


def test_only_declared_areas_are_held_against_what_runs():
    some = replace(AUDITED, audit=replace(AUDITED.audit, packs=(Area.DATA,)))
    packs = graph(some, config_audit.files).of_type("aws_config_conformance_pack")
    assert {one.address.rpartition(".")[2] for one in packs} == {"data", "data_dr"}


def test_what_breaks_a_rule_is_told():
    (file,) = events.files(context(AUDITED))
    (watch,) = file.inputs["watches"]
    assert watch.pattern["source"] == ["aws.config"]
    assert str(watch.topic) == "aws_sns_topic.soc"
