from dataclasses import replace

import pytest

from bastide.model.detection import Detection
from bastide.planner import detection, isolation, response, runbooks, tiers, unusual
from support.platforms import HERE, platform
from support.stacks import context

DETECTION = Detection("soc", "soc", "soc", HERE)
PAIRS = [(one, other) for one in response.NUMBERS for other in response.NUMBERS if one < other]


def planned(**changes):
    return context(replace(platform(), detection=DETECTION, **changes))


def test_nothing_is_planned_where_nothing_is_asked_for():
    assert list(detection.files(context(platform()))) == []
    assert tiers.declared(context(platform())) == ()
    assert isolation.declared(context(platform())) == ()


def test_three_tiers_share_no_target_even_with_one_channel():
    found = tiers.declared(planned())
    assert [tier.name for tier in found] == ["low", "medium", "high"]
    targets = [target for tier in found for target in tier.targets]
    assert len(set(targets)) == len(targets)


@pytest.mark.parametrize("source", response.SOURCES, ids=lambda one: one.name)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_finding_is_of_two_tiers(source, one, other):
    assert source.pattern(one) != source.pattern(other)
    assert source.pattern(one)["source"] == source.pattern(other)["source"]


@pytest.mark.parametrize("severity", [1, 2.5, 3.9, 4, 6.9, 7, 8.9, 9, 10])
def test_each_severity_of_guardduty_is_of_exactly_one_tier(severity):
    judged = {">=": lambda bound: severity >= bound, "<": lambda bound: severity < bound}

    def fits(tier):
        words = response.NUMBERS[tier][0]["numeric"]
        return all(judged[sign](bound) for sign, bound in zip(words[::2], words[1::2], strict=True))

    assert [fits(tier) for tier in response.NUMBERS].count(True) == 1


def test_each_severity_label_is_of_exactly_one_tier():
    assert sorted(word for words in response.LABELS.values() for word in words) == ["CRITICAL", "HIGH", "LOW", "MEDIUM"]


def test_a_document_may_do_what_its_answer_takes_and_no_more():
    allowed = {
        one.label: {verb for each in one.statements for verb in each["Action"]} for one in runbooks.documents(planned())
    }
    assert allowed == {
        "isolate_host": {
            "ec2:DescribeInstances",
            "ec2:ModifyInstanceAttribute",
            "autoscaling:DescribeAutoScalingInstances",
            "autoscaling:DetachInstances",
        },
        "disable_access_key": {"iam:UpdateAccessKey"},
    }


def test_events_may_start_each_runbook_by_its_document_and_as_an_execution():
    start = next(one for one in response.inputs(planned())["starter_statements"] if one["Sid"] == "Start")
    here = "arn:aws:ssm:ap-southeast-1:123456789012"
    names = [one.name for one in runbooks.documents(planned())]
    wanted = {f"{here}:document/{name}" for name in names} | {
        f"{here}:automation-definition/{name}:*" for name in names
    }
    assert set(start["Resource"]) == wanted | {f"{here}:automation-execution/*"}


def test_only_hosts_of_the_platform_may_be_cut_off():
    cut = next(one for one in runbooks.documents(planned())[0].statements if one["Sid"] == "CutOff")
    assert cut["Condition"] == {"StringEquals": {"aws:ResourceTag/bastide:system": planned().platform.name}}


def test_every_store_with_an_access_log_has_an_alarm_on_its_reads():
    found = planned()
    named = {band.path for band in unusual.inputs(found)["bands"]}
    assert {f"stores.{store.name}" for store in found.platform.stores if store.access_log} <= named


def test_findings_of_the_hub_are_not_handed_on_for_it_gathers_them():
    forwards = response.rules(planned())["forwards"]
    assert {one.label for one in forwards} == {"guardduty_dr", "inspector_dr", "macie_dr"}


def test_a_key_is_switched_off_wherever_it_was_misused_and_a_host_where_the_runbook_acts():
    found = {one.label: one.pattern.get("region") for one in response.rules(planned())["watches"]}
    assert found["disable_access_key"] is None
    assert found["isolate_host"] == ["ap-southeast-1"]


def test_the_hub_is_known_by_its_products_arn_and_not_by_a_name_that_aws_changes():
    hub = next(one for one in response.SOURCES if one.name == "hub")
    findings = hub.pattern("high")["detail"]["findings"]
    assert findings["ProductArn"] == [{"suffix": "::product/aws/securityhub"}]
    assert "ProductName" not in findings


def test_a_host_that_is_cut_off_leaves_the_scaling_group_that_would_end_it():
    steps = {one["name"]: one for one in runbooks.documents(planned())[0].content["mainSteps"]}
    cut = [one for name, one in steps.items() if name.startswith("cut_")]
    assert {one["nextStep"] for one in cut} == {"find_group"}
    assert steps["find_group"]["nextStep"] == "detach"
    assert steps["detach"]["inputs"]["ShouldDecrementDesiredCapacity"] is False
    assert not steps["find_group"]["isCritical"] | steps["detach"]["isCritical"]
