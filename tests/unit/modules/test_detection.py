"""The detection module's own example, sound as generated, and with one thing changed at a time."""

import re
import shutil
from datetime import date

import pytest

from bastide.app.generate import generate
from bastide.graph.terraform import read_tree
from bastide.model.finding import Outcome
from bastide.scan.own import run_rules
from bastide.scan.reading import read
from support.stacks import ROOT

RULES = "detection-rules.tf"
OPEN = """
resource "aws_vpc_security_group_ingress_rule" "isolation" {
  security_group_id = aws_security_group.isolation.id
  cidr_ipv4         = "10.40.0.0/16"
  ip_protocol       = "-1"
}
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("detection")
    shutil.copyfile(ROOT / "modules/aws/detection/example.yaml", folder / "platform.yaml")
    return generate(folder / "platform.yaml", output=None, today=date(2026, 12, 1), discard_edits=False).tree


@pytest.fixture
def changed(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "stack")


def failed(tree):
    found, refusals = run_rules(read(tree).case)
    assert refusals == ()
    return {(one.code, one.resource) for one in found if one.outcome is Outcome.FAIL and one.code != "CODE004"}


def without(tree, kind, label):
    for path in tree.glob("*.tf"):
        text = path.read_text()
        left = re.sub(rf'^resource "{kind}" "{label}" \{{\n.*?^\}}\n', "", text, flags=re.MULTILINE | re.DOTALL)
        if left != text:
            path.write_text(left)
            return
    message = f"no {kind}.{label}"
    raise AssertionError(message)


def replaced(tree, file, old, new):
    path = tree / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_the_example_breaks_no_rule(sound):
    assert failed(sound) == set()


DETECTORS = {
    "guardduty": "aws_guardduty_detector",
    "hub": "aws_securityhub_account",
    "inspector": "aws_inspector2_enabler",
    "macie": "aws_macie2_account",
}
TARGETS = [(source, tier) for source in DETECTORS for tier in ("low", "medium", "high")]


@pytest.mark.parametrize(("source", "tier"), TARGETS)
def test_a_target_that_is_taken_away_names_the_detectors_of_both_regions(source, tier, changed):
    without(changed, "aws_cloudwatch_event_target", f"{source}_{tier}")
    silenced = {("LOG007", f"{DETECTORS[source]}.{region}") for region in ("main", "dr")}
    assert silenced <= failed(changed)


@pytest.mark.parametrize("source", ["guardduty", "inspector", "macie"])
def test_a_region_that_hands_nothing_on_is_named(source, changed):
    without(changed, "aws_cloudwatch_event_target", f"{source}_dr")
    assert ("LOG007", f"{DETECTORS[source]}.dr") in failed(changed)


@pytest.mark.parametrize("document", ["isolate_host", "disable_access_key"])
def test_an_answer_that_nothing_starts_is_found(document, changed):
    without(changed, "aws_cloudwatch_event_target", document)
    assert "LOG009" in {code for code, _ in failed(changed)}


@pytest.mark.parametrize("kind", DETECTORS.values())
def test_a_region_without_a_detector_is_found(kind, changed):
    without(changed, kind, "dr")
    assert "LOG008" in {code for code, _ in failed(changed)}


def test_a_tier_that_nobody_is_subscribed_to_is_found(changed):
    without(changed, "aws_sns_topic_subscription", "threats_high")
    assert {code for code, _ in failed(changed)} == {"LOG007"}


def test_an_isolation_group_with_a_rule_is_found(changed):
    (changed / "own.tf").write_text(OPEN)
    assert ("NET017", "aws_security_group.isolation") in failed(changed)


def test_personal_data_that_nobody_looks_for_is_found(changed):
    without(changed, "aws_macie2_classification_job", "scans")
    assert failed(changed) == {("DATA013", "aws_s3_bucket.scans")}


def test_an_alarm_on_the_unusual_that_tells_nobody_is_found(changed):
    replaced(changed, "detection-unusual.tf", "[aws_sns_topic.threats_medium.arn]", "[]")
    assert ("LOG005", "aws_cloudwatch_metric_alarm.unusual_refused") in failed(changed)


def test_no_two_rules_over_findings_share_a_name_and_each_has_one_target(sound):
    graph = read_tree(sound)
    rules = [one for one in graph.of_type("aws_cloudwatch_event_rule") if "findings" in str(one.get("name"))]
    assert len({str(one.get("name")) for one in rules}) == len(rules)
    text = (sound / RULES).read_text()
    assert text.count('resource "aws_cloudwatch_event_rule"') == text.count('resource "aws_cloudwatch_event_target"')


def test_the_runbook_names_every_tier_and_the_isolation_group(sound):
    text = (sound / "RESPONSE.md").read_text()
    assert all(f"| {tier} |" in text for tier in ("low", "medium", "high"))
    assert "`aws_security_group.isolation`" in text
    assert "`aws_ssm_document.isolate_host`" in text


def test_events_may_make_a_stream_without_naming_their_rule_and_write_only_by_naming_it(sound):
    policy = (sound / RULES).read_text().split('"aws_cloudwatch_log_resource_policy"')[1].split("\nresource")[0]
    make, write = policy.split('Sid       = "FindingsAreKept"')
    assert '"logs:CreateLogStream"' in make
    assert "Condition" not in make
    assert '"logs:PutLogEvents"' in write
    assert '"aws:SourceArn"' in write
