import pytest

from support.judging import answers, outcomes

RULE = "incomplete_trail"
GOOD = {
    "is_multi_region_trail": "true",
    "enable_log_file_validation": "true",
    "kms_key_id": "aws_kms_key.x.arn",
}


def trail(**attributes):
    body = "".join(f"  {name} = {value}\n" for name, value in {**GOOD, **attributes}.items() if value)
    return f'resource "aws_cloudtrail" "x" {{\n{body}}}\n'


def test_a_complete_trail_is_right():
    assert outcomes(RULE, trail()) == ["pass"]


@pytest.mark.parametrize("name", ["is_multi_region_trail", "enable_log_file_validation", "kms_key_id"])
def test_what_is_left_out_is_found(name):
    assert outcomes(RULE, trail(**{name: ""})) == ["fail"]


@pytest.mark.parametrize("name", ["is_multi_region_trail", "enable_logging", "include_global_service_events"])
def test_what_is_switched_off_is_found_at_its_line(name):
    text = trail(**{name: "false"})
    assert answers(RULE, text) == [("fail", "aws_cloudtrail.x", text.split(name)[0].count("\n") + 1)]


def test_what_cannot_be_evaluated_is_unknown():
    assert outcomes(RULE, trail(enable_logging="var.on")) == ["unknown"]
