import pytest

from bastide.scan.registry import all_rules
from support.judging import answers, outcomes

RULE = "weak_account"
WHOLE = next(rule for rule in all_rules() if rule.word == RULE).meta.sections["Use instead"] + "\n"


def test_whatever_is_declared_and_stands_in_both_regions_is_right():
    assert set(outcomes(RULE, WHOLE)) == {"pass"}
    assert len(outcomes(RULE, WHOLE)) == 3 + 2 * 6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"required"', '"optional"'),
        ("http_put_response_hop_limit = 1", "http_put_response_hop_limit = 2"),
        ('"block-all-sharing"', '"block-new-sharing"'),
        ('"block-new-sharing"', '"unblocked"'),
        ("enabled = false", "enabled = true"),
        ("= 14", "= 8"),
        ("max_password_age             = 90", "max_password_age             = 0"),
        ("password_reuse_prevention    = 24", "password_reuse_prevention    = 5"),
        ("require_symbols              = true", "require_symbols              = false"),
        ("restrict_public_buckets = true", "restrict_public_buckets = false"),
        ("unused_access_age = 90", "unused_access_age = 180"),
    ],
)
def test_a_lowered_value_is_found_at_its_line(old, new):
    changed = WHOLE.replace(old, new, 1)
    assert changed != WHOLE
    pairs = zip(WHOLE.splitlines(), changed.splitlines(), strict=True)
    line = next(at for at, (one, other) in enumerate(pairs, 1) if one != other)
    assert [found[2] for found in answers(RULE, changed) if found[0] == "fail"] == [line]


def test_an_analyzer_of_the_other_kind_does_not_stand_for_one_of_unused_access():
    assert outcomes(RULE, WHOLE.replace('"ACCOUNT_UNUSED_ACCESS"', '"ACCOUNT"')).count("fail") == 1


def test_what_stands_in_one_region_only_is_missed_in_the_other():
    start = WHOLE.index('resource "aws_ec2_instance_metadata_defaults" "dr"')
    end = WHOLE.index('resource "aws_ebs_encryption_by_default" "dr"')
    assert outcomes(RULE, WHOLE[:start] + WHOLE[end:]).count("fail") == 1


def test_an_account_of_which_nothing_is_declared_is_not_judged():
    assert outcomes(RULE, WHOLE, None) == []
