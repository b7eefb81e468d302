import pytest

from support.judging import answers, outcomes

RULE = "unprotected_store"
KEPT = "delete_automated_backups = false"
BUCKET = 'resource "aws_s3_bucket" "%s" {\n%s}\n'


def database(*lines):
    return 'resource "aws_db_instance" "records" {\n' + "".join(f"  {line}\n" for line in lines) + "}\n"


def versions(status, bucket="records"):
    return (
        f'resource "aws_s3_bucket_versioning" "{bucket}" {{\n  bucket = aws_s3_bucket.{bucket}.id\n'
        f'  versioning_configuration {{\n    status = "{status}"\n  }}\n}}\n'
    )


def test_a_protected_database_and_a_bucket_with_versions_are_right():
    assert outcomes(RULE, database("deletion_protection = true", KEPT)) == ["pass"]
    assert outcomes(RULE, BUCKET % ("records", "") + versions("Enabled")) == ["pass"]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ((KEPT,), 1),
        ((KEPT, "deletion_protection = false"), 3),
        (("deletion_protection = true",), 1),
        (("deletion_protection = true", "delete_automated_backups = true"), 3),
        ((KEPT, "deletion_protection = true", "skip_final_snapshot = true"), 4),
    ],
)
def test_a_database_that_one_call_destroys_is_found(lines, line):
    assert answers(RULE, database(*lines)) == [("fail", "aws_db_instance.records", line)]


def test_a_bucket_that_forgets_is_found_at_its_line():
    assert answers(RULE, BUCKET % ("records", "")) == [("fail", "aws_s3_bucket.records", 1)]
    assert answers(RULE, BUCKET % ("records", "") + versions("Suspended")) == [("fail", "aws_s3_bucket.records", 6)]
    forced = BUCKET % ("records", "  force_destroy = true\n") + versions("Enabled")
    assert answers(RULE, forced) == [("fail", "aws_s3_bucket.records", 2)]


def test_logs_count_and_other_buckets_do_not():
    assert outcomes(RULE, BUCKET % ("audit", "")) == ["fail"]
    assert outcomes(RULE, BUCKET % ("other", "")) == []
    assert outcomes(RULE, BUCKET % ("records", ""), None) == []


def test_what_cannot_be_evaluated_is_unknown():
    assert outcomes(RULE, database("deletion_protection = var.on")) == ["unknown"]
