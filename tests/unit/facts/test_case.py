"""What is worked out of a tree is worked out once, and never taken for the answer to another question."""

import pytest

from bastide.facts.case import once
from bastide.facts.values import OpaqueError
from support.judging import case


@pytest.fixture
def asked():
    return []


@pytest.fixture
def answer(asked):
    @once
    def answer(_case, *parts, word=""):
        asked.append((*parts, word))
        if parts == (None,):
            raise OpaqueError(word, None, "it can't be read")
        return (*parts, word)

    return answer


def test_the_same_question_is_worked_out_once_in_each_case(answer, asked):
    first, second = case(""), case("")
    part = [1]
    assert [answer(first, part), answer(first, part), answer(second, part)] == [([1], "")] * 3
    assert len(asked) == 2


def test_an_object_s_answer_is_not_that_of_one_that_stood_in_its_place_before():
    of = case("")
    total = once(lambda _case, numbers: sum(numbers))
    assert [total(of, [number]) for number in range(100)] == list(range(100))


def test_words_count_by_what_they_say_and_names_by_their_word(answer, asked):
    of = case("")
    assert answer(of, str(12), word="x") == answer(of, str(12), word="x") == ("12", "x")
    assert answer(of, "12", word="y") == ("12", "y")
    assert len(asked) == 2


def test_an_error_is_no_answer(answer, asked):
    of = case("")
    for _ in range(2):
        with pytest.raises(OpaqueError):
            answer(of, None)
    assert len(asked) == 2
