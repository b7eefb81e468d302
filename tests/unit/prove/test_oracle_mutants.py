"""Random networks show every error that is planted in the engine: agreement proves little where errors agree too."""

from functools import cache

import pytest

from bastide.prove.engine.compute import compute
from oracle.cases import made
from oracle.compare import Question, against_engine
from oracle.grafting import GraftError, Mutant, grafted, planted
from oracle.mutants import MUTANTS
from oracle.networks import dice, numbered
from oracle.simulator import Simulator

NETWORKS, PROBES, EVERYTHING = 900, 16, 300
MADE = made()


@cache
def network(number):
    """Give a network made by hand for numbers below zero, else a random one."""
    return numbered(number) if number >= 0 else MADE[number]


@cache
def simulator(number):
    return Simulator(network(number))


def differs(number, compute):
    question = Question(network(number), dice(number), PROBES if number >= 0 else EVERYTHING)
    return bool(against_engine(question, compute, simulator=simulator(number)).mismatches)


@cache
def engine_is_right(number):
    return not differs(number, compute)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.semantic.replace(" ", "-"))
def test_an_engine_with_an_error_is_found_out(mutant):
    with planted(mutant) as module:
        shown = (
            number
            for number in range(-len(MADE), NETWORKS)
            if differs(number, module.compute) and engine_is_right(number)
        )
        assert next(shown, None) is not None, f"no network shows it: {mutant}"


def test_there_are_enough_errors_and_no_two_alike():
    assert len({mutant.semantic for mutant in MUTANTS}) == len(MUTANTS) >= 35
    assert len({(mutant.old, mutant.new) for mutant in MUTANTS}) == len(MUTANTS)


def test_a_change_that_does_not_fit_in_one_place_is_an_error():
    for old in ("a + 2", "a"):
        with pytest.raises(GraftError):
            grafted({"m": "b = a + 1\nc = a\n"}, Mutant("", old, "0"))


def test_a_change_is_found_however_the_line_is_wrapped():
    source = "x = f(\n    a,  # why\n    b,\n)\ny = 1\n"
    assert grafted({"m": source}, Mutant("", "f(a, b)", "g(a)")) == {"m": "x = g(a)\ny = 1\n"}
