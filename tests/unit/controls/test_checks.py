import pytest

from bastide.model.finding import Outcome
from support.grounds import failing, finding, ground, piece, ruling, status

ONE = piece("covers", rules=("LOG002",))


def test_what_passed_somewhere_and_failed_nowhere_is_satisfied():
    found = ruling(ONE, on=ground(grounds={"LOG002": ("aws_vpc.main",)}))
    assert (str(found.status), found.answers[0].subjects) == ("satisfied", ("aws_vpc.main",))


def test_a_check_that_looked_at_nothing_is_no_evidence():
    assert status(ONE) == "no evidence"


@pytest.mark.parametrize(
    ("outcome", "word"),
    [(Outcome.FAIL, "not satisfied"), (Outcome.UNKNOWN, "no evidence"), (Outcome.WAIVED, "risk accepted")],
)
def test_one_answer_against_a_check_outweighs_every_pass(outcome, word):
    on = ground(findings=[finding("LOG002", outcome)], grounds={"LOG002": ("aws_vpc.other",)})
    assert status(ONE, on=on) == word


def test_a_failure_outweighs_a_waiver():
    on = ground(findings=[finding("LOG002", Outcome.WAIVED, "aws_vpc.a"), failing("LOG002", "aws_vpc.b")])
    assert status(ONE, on=on) == "not satisfied"


def test_answers_about_other_types_don_t_count():
    one = piece("covers", rules=("LOG002",), of=("aws_lb",))
    on = ground(findings=[failing("LOG002", "aws_vpc.main")], grounds={"LOG002": ("aws_vpc.main",)})
    assert status(one, on=on) == "no evidence"
    on = ground(grounds={"LOG002": ("module.a.aws_lb.portal[0]",)})
    assert status(one, on=on) == "satisfied"


def test_a_piece_that_may_say_nothing_leaves_it_to_the_others():
    quiet = piece("checkov", rules=("CKV_AWS_1",), vacuous=True)
    on = ground(grounds={"LOG002": ("aws_vpc.main",)})
    assert status(quiet, ONE, on=on) == "satisfied"
    assert status(quiet) == "no evidence"


def test_people_and_providers_are_asked_after_what_code_shows():
    people, provider = piece("operator"), piece("inherit")
    on = ground(grounds={"LOG002": ("aws_vpc.main",)})
    assert status(ONE, people, on=on) == "operator"
    assert status(ONE, provider, on=on) == "inherited"
    assert status(ONE, people) == "no evidence"
    assert ruling(ONE, people, on=on).partly
    assert not ruling(people, on=on).partly
