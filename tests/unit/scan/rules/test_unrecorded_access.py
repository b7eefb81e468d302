from dataclasses import replace

import pytest

from support.judging import INTENT, answers, outcomes, store

RULE = "unrecorded_access"
BUCKET = 'resource "aws_s3_bucket" "records" {\n  bucket = "records"\n}\n'
KIND = ('"resources.type"', 'equals = ["AWS::S3::Object"]')
OURS = ('"resources.ARN"', 'starts_with = ["${aws_s3_bucket.records.arn}/"]')


def trail(block):
    return f'resource "aws_cloudtrail" "x" {{\n{block}}}\n'


def advanced(*fields):
    inner = "".join(f"    field_selector {{\n      field = {name}\n      {test}\n    }}\n" for name, test in fields)
    return f"  advanced_event_selector {{\n{inner}  }}\n"


def plain(values, kind="All"):
    data = f'    data_resource {{\n      type = "AWS::S3::Object"\n      values = [{values}]\n    }}\n'
    return f'  event_selector {{\n    read_write_type = "{kind}"\n{data}  }}\n'


@pytest.mark.parametrize(
    "block",
    [
        advanced(KIND, OURS),
        advanced(KIND),
        advanced(KIND, ('"resources.ARN"', 'starts_with = ["arn:aws:s3:::records/"]')),
        plain('"arn:aws:s3"'),
        plain('"${aws_s3_bucket.records.arn}/"'),
    ],
)
def test_a_trail_that_records_the_objects_is_right(block):
    assert outcomes(RULE, BUCKET + trail(block)) == ["pass"]


@pytest.mark.parametrize(
    "block",
    [
        "",
        advanced(OURS),
        advanced(KIND, ('"resources.ARN"', 'starts_with = ["arn:aws:s3:::other/"]')),
        advanced(KIND, OURS, ('"readOnly"', 'equals = ["false"]')),
        advanced(('"resources.type"', 'equals = ["AWS::Lambda::Function"]')),
        plain('"arn:aws:s3"', "WriteOnly"),
    ],
)
def test_anything_less_is_found_at_the_trail(block):
    assert answers(RULE, BUCKET + trail(block)) == [("fail", "aws_cloudtrail.x", 4)]


def test_a_store_without_a_record_of_access_asks_for_none():
    quiet = replace(INTENT, stores=(store("records", "aws_s3_bucket.records", access_log=False),))
    assert outcomes(RULE, BUCKET + trail(""), quiet) == []
    assert outcomes(RULE, BUCKET + trail(""), None) == []


def test_a_selection_that_cannot_be_evaluated_is_unknown():
    assert outcomes(RULE, BUCKET + trail(advanced(("var.field", "equals = []")))) == ["unknown"]
