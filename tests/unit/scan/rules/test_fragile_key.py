import pytest

from support.judging import answers, outcomes

RULE = "fragile_key"


def key(*lines):
    return 'resource "aws_kms_key" "x" {\n' + "".join(f"  {line}\n" for line in lines) + "}\n"


ROTATING = "enable_key_rotation = true"


@pytest.mark.parametrize("lines", [(ROTATING,), (ROTATING, "deletion_window_in_days = 14")])
def test_a_key_that_is_renewed_and_waits_is_right(lines):
    assert outcomes(RULE, key(*lines)) == ["pass"]


def test_what_is_wrong_is_found_at_its_line():
    assert answers(RULE, key(ROTATING, "deletion_window_in_days = 13")) == [("fail", "aws_kms_key.x", 3)]
    assert answers(RULE, key("enable_key_rotation = false")) == [("fail", "aws_kms_key.x", 2)]
    assert answers(RULE, key()) == [("fail", "aws_kms_key.x", 1)]


@pytest.mark.parametrize("line", ['customer_master_key_spec = "RSA_2048"', 'key_usage = "SIGN_VERIFY"'])
def test_a_key_that_cannot_be_renewed_need_not_be(line):
    assert outcomes(RULE, key(line)) == ["pass"]


def test_an_unknown_term_is_unknown_and_nothing_is_said_without_a_declaration():
    assert outcomes(RULE, key(ROTATING, "deletion_window_in_days = var.days")) == ["unknown"]
    assert outcomes(RULE, key(), None) == []
