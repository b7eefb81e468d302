import pytest

from support.judging import outcomes

RULE = "alterable_log"


def locked(term, bucket="object_lock_enabled = true"):
    return f"""
resource "aws_s3_bucket" "audit" {{
  {bucket}
}}
resource "aws_s3_bucket_object_lock_configuration" "audit" {{
  bucket = aws_s3_bucket.audit.id
  rule {{
    default_retention {{
      {term}
    }}
  }}
}}
"""


@pytest.mark.parametrize(
    ("term", "outcome"),
    [
        ('mode = "COMPLIANCE"\ndays = 1096', ["pass"]),
        ('mode = "COMPLIANCE"\nyears = 4', ["pass"]),
        ('mode = "COMPLIANCE"\nyears = 3', ["fail"]),
        ('mode = "COMPLIANCE"\ndays = 1', ["fail"]),
        ('mode = "GOVERNANCE"\ndays = 1096', ["fail"]),
        ("mode = var.mode\ndays = 1096", ["unknown"]),
    ],
)
def test_the_lock_lasts_for_the_term_and_cannot_be_lifted(term, outcome):
    assert outcomes(RULE, locked(term)) == outcome


def test_a_bucket_created_without_the_lock_is_found():
    assert outcomes(RULE, locked('mode = "COMPLIANCE"\ndays = 1096', "")) == ["fail"]
    assert outcomes(RULE, 'resource "aws_s3_bucket" "audit" {\n object_lock_enabled = true\n}') == ["fail"]
