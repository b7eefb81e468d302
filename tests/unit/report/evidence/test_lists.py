from datetime import date, timedelta

import pytest

from bastide.report.evidence.lists import term

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("left", "word"),
    [
        (-1, "has ended"),
        (0, "ends within 30 days"),
        (30, "ends within 30 days"),
        (31, "ends within 90 days"),
        (90, "ends within 90 days"),
        (91, "ends in more than 90 days"),
    ],
)
def test_a_waiver_is_told_of_before_it_ends(left, word) -> None:
    assert term(DAY + timedelta(days=left), DAY).en == word


def test_what_ends_long_after_is_not_said_to_end_after_90_days() -> None:
    assert term(DAY + timedelta(days=403), DAY).zh == "90 天以上"
    assert term(DAY + timedelta(days=90), DAY).zh == "90 天内到期"
    assert term(DAY + timedelta(days=-1), DAY).zh == "已到期"
