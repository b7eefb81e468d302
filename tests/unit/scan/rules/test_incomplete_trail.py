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


def advanced(*fields):
    inner = "".join(f"    field_selector {{\n      field = {name}\n      {rest}\n    }}\n" for name, rest in fields)
    return f"  advanced_event_selector {{\n{inner}  }}\n"


MANAGEMENT = ('"eventCategory"', 'equals = ["Management"]')
DATA = ('"eventCategory"', 'equals = ["Data"]')


def selecting(*blocks):
    return trail()[:-2] + "".join(blocks) + "}\n"


@pytest.mark.parametrize(
    "blocks",
    [
        [advanced(MANAGEMENT), advanced(DATA, ('"resources.type"', 'equals = ["AWS::S3::Object"]'))],
        ["  event_selector {\n    include_management_events = true\n  }\n"],
        ["  event_selector {\n  }\n"],
    ],
)
def test_a_trail_that_selects_all_management_events_is_right(blocks):
    assert outcomes(RULE, selecting(*blocks)) == ["pass"]


@pytest.mark.parametrize(
    "block",
    [
        advanced(DATA),
        advanced(('"eventName"', 'equals = ["Management"]')),
        "  event_selector {\n    include_management_events = false\n  }\n",
        '  event_selector {\n    read_write_type = "WriteOnly"\n  }\n',
        '  event_selector {\n    exclude_management_event_sources = ["kms.amazonaws.com"]\n  }\n',
    ],
)
def test_a_trail_that_leaves_management_events_out_is_found_at_its_selector(block):
    assert answers(RULE, selecting(block)) == [("fail", "aws_cloudtrail.x", 5)]


@pytest.mark.parametrize("field", [('"readOnly"', 'equals = ["true"]'), ('"eventSource"', 'not_equals = ["kms"]')])
def test_a_field_that_narrows_management_events_is_found_at_its_own_line(field):
    assert answers(RULE, selecting(advanced(MANAGEMENT, field))) == [("fail", "aws_cloudtrail.x", 10)]


def test_a_selection_that_cannot_be_evaluated_is_unknown():
    assert outcomes(RULE, selecting(advanced(('"eventCategory"', "equals = var.kinds")))) == ["unknown"]


def test_a_trail_delivers_to_what_is_declared_to_keep_it():
    buckets = 'resource "aws_s3_bucket" "audit" {}\nresource "aws_s3_bucket" "other" {}\n'
    assert outcomes(RULE, trail(s3_bucket_name="aws_s3_bucket.audit.id") + buckets) == ["pass"]
    assert outcomes(RULE, trail(s3_bucket_name="aws_s3_bucket.other.id") + buckets) == ["fail"]
    assert outcomes(RULE, trail(s3_bucket_name="aws_s3_bucket.other.id") + buckets, None) == ["pass"]


def insights(*kinds):
    blocks = "".join(f'  insight_selector {{\n    insight_type = "{kind}"\n  }}\n' for kind in kinds)
    return trail().replace("}\n", f"{blocks}}}\n") + 'resource "aws_sqs_queue" "tickets" {}\n'


def test_a_trail_of_a_platform_that_responds_compares_with_what_is_usual():
    assert outcomes(RULE, insights("ApiCallRateInsight", "ApiErrorRateInsight")) == ["pass"]
    assert outcomes(RULE, insights("ApiErrorRateInsight")) == ["fail"]
    assert outcomes(RULE, insights()) == ["fail", "fail"]
    assert outcomes(RULE, insights(), None) == ["pass"]
