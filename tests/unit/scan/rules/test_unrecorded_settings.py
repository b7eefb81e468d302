import pytest

from support.judging import outcomes

RULE = "unrecorded_settings"
PROVIDER = 'provider "aws" {\n  region = "ap-southeast-1"\n}\n'
RECORDER = 'resource "aws_config_configuration_recorder" "main" {\n  name = "main"\n}\n'
CHANNEL = 'resource "aws_config_delivery_channel" "main" {\n  s3_bucket_name = "records"\n}\n'
STATUS = 'resource "aws_config_configuration_recorder_status" "main" {\n  name = "main"\n  is_enabled = true\n}\n'
WHOLE = PROVIDER + RECORDER + CHANNEL + STATUS


def test_a_recorder_that_runs_and_delivers_is_right():
    assert outcomes(RULE, WHOLE) == ["pass"]


@pytest.mark.parametrize("gone", [CHANNEL, STATUS])
def test_one_that_stands_still_or_delivers_nowhere_is_found(gone):
    assert outcomes(RULE, WHOLE.replace(gone, "")) == ["fail"]


def test_a_status_that_switches_it_off_does_not_count():
    assert outcomes(RULE, WHOLE.replace("is_enabled = true", "is_enabled = false")) == ["fail"]


def test_a_channel_in_another_region_does_not_count():
    far = 'provider "aws" {\n  alias = "dr"\n  region = "ap-northeast-1"\n}\n'
    moved = CHANNEL.replace("{\n", "{\n  provider = aws.dr\n")
    assert outcomes(RULE, far + WHOLE.replace(CHANNEL, moved)) == ["fail"]


@pytest.mark.parametrize(
    "group",
    ["all_supported = false", 'exclusion_by_resource_types {\n      resource_types = ["AWS::IAM::User"]\n    }'],
)
def test_one_that_leaves_types_out_is_found(group):
    part = f'  name = "main"\n  recording_group {{\n    {group}\n  }}\n'
    assert outcomes(RULE, WHOLE.replace('  name = "main"\n', part, 1)) == ["fail"]


def test_where_an_audit_is_declared_each_region_needs_one():
    topic = 'resource "aws_sns_topic" "audit" {}\n'
    assert sorted(outcomes(RULE, topic + WHOLE)) == ["fail", "pass", "pass"]
