import pytest

from support.judging import outcomes

RULE = "missing_detector"
KINDS = ("aws_guardduty_detector", "aws_inspector2_enabler", "aws_macie2_account", "aws_securityhub_account")
PROVIDERS = """
provider "aws" {
  region = "ap-southeast-1"
}
provider "aws" {
  alias  = "dr"
  region = "ap-northeast-1"
}
resource "aws_sqs_queue" "tickets" {}
"""
HERE = {kind: f'resource "{kind}" "main" {{}}\n' for kind in KINDS}
FAR = {kind: f'resource "{kind}" "dr" {{\n  provider = aws.dr\n}}\n' for kind in KINDS}
WHOLE = PROVIDERS + "".join((*HERE.values(), *FAR.values()))


def test_every_detector_in_every_region_is_right():
    assert outcomes(RULE, WHOLE) == ["pass"] * 8


@pytest.mark.parametrize("gone", [*HERE.values(), *FAR.values()])
def test_each_one_that_a_region_lacks_is_missed(gone):
    assert sorted(outcomes(RULE, WHOLE.replace(gone, ""))) == ["fail", *["pass"] * 7]


def test_a_detector_that_may_not_be_made_does_not_count():
    perhaps = WHOLE.replace(HERE[KINDS[0]], f'resource "{KINDS[0]}" "main" {{\n  count = 0\n}}\n')
    assert "fail" in outcomes(RULE, perhaps)


def test_a_platform_without_tiers_needs_none():
    assert outcomes(RULE, PROVIDERS.replace("tickets", "other")) == []
