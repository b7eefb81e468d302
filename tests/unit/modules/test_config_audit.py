"""The example of the audit of settings, sound as generated, and with one thing changed at a time."""

import re
import shutil
from datetime import date

import pytest

from bastide.app.generate import generate
from bastide.model.finding import Outcome
from bastide.scan.own import run_rules
from bastide.scan.reading import read
from support.stacks import ROOT

RECORDER, SCHEDULE = "config-recorder.tf", "audit-schedule.tf"


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("config-audit")
    shutil.copyfile(ROOT / "modules/aws/config-audit/example.yaml", folder / "platform.yaml")
    return generate(folder / "platform.yaml", output=None, today=date(2026, 12, 1), discard_edits=False).tree


@pytest.fixture
def changed(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "stack")


def failed(tree):
    found, refusals = run_rules(read(tree).case)
    assert refusals == ()
    return {one.code for one in found if one.outcome is Outcome.FAIL and one.code != "CODE004"}


def replaced(tree, file, old, new):
    path = tree / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def without(tree, file, kind, label):
    path = tree / file
    left = re.sub(rf'^resource "{kind}" "{label}" \{{\n.*?^\}}\n', "", path.read_text(), flags=re.MULTILINE | re.DOTALL)
    assert left != path.read_text()
    path.write_text(left)


def test_the_example_is_sound(sound):
    assert failed(sound) == set()


@pytest.mark.parametrize("label", ["main", "dr"])
@pytest.mark.parametrize(
    "kind",
    [
        "aws_config_configuration_recorder",
        "aws_config_configuration_recorder_status",
        "aws_config_delivery_channel",
    ],
)
def test_a_recorder_that_is_gone_stands_still_or_delivers_nowhere_is_found(changed, kind, label):
    without(changed, RECORDER, kind, label)
    assert failed(changed) == {"LOG010"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("is_enabled = true", "is_enabled = false"), ("all_supported                 = true", "all_supported = false")],
)
def test_a_recorder_that_is_switched_off_or_leaves_types_out_is_found(changed, old, new):
    replaced(changed, RECORDER, old, new)
    assert failed(changed) == {"LOG010"}


def test_records_that_go_to_another_bucket_are_found(changed):
    replaced(changed, RECORDER, "s3_bucket_name = aws_s3_bucket.access_log.id", 's3_bucket_name = "elsewhere"')
    assert failed(changed) == {"LOG012"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,7 ? *", "1 ? *"),
        ("ENABLED", "DISABLED"),
        ("aws_sns_topic.soc.arn", "aws_sns_topic.trail_notices.arn"),
    ],
)
def test_an_audit_that_comes_too_seldom_or_reaches_nobody_is_found(changed, old, new):
    replaced(changed, SCHEDULE, old, new)
    assert failed(changed) == {"LOG011"}


def test_an_audit_without_a_schedule_is_found(changed):
    (changed / SCHEDULE).unlink()
    assert failed(changed) == {"LOG011"}
