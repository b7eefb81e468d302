"""Traffic atoms cover what their spans cover, and answers say it in the fewest spans."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, OTHER_PROTOCOL, TCP, UDP, Span
from bastide.prove.engine.traffic_atoms import TrafficAtoms, anything

ESP, GRE = 50, 47


@st.composite
def spans(draw):
    protocol = draw(st.sampled_from([TCP, UDP, ICMP, ICMPV6]))
    first, last = sorted(draw(st.tuples(*(st.integers(0, LAST_PORT),) * 2)))
    return Span(protocol, first, last)


def points(found):
    return {(one.protocol, one.first) for one in found} | {(one.protocol, one.last) for one in found}


def covers(found, protocol, port):
    return any(one.protocol in (protocol, ANY_PROTOCOL) and one.first <= port <= one.last for one in found)


@given(st.lists(spans(), max_size=6), st.lists(spans(), max_size=3))
def test_a_set_is_the_union_of_its_spans(chosen, others):
    atoms = TrafficAtoms([*chosen, *others])
    answer = atoms.spans(atoms.masks(chosen))
    for protocol, port in points([*chosen, *others, *atoms.atoms[:-1]]):
        assert covers(answer, protocol, port) == covers(chosen, protocol, port)


@given(st.lists(spans(), max_size=6))
def test_an_answer_is_sorted_and_merged(chosen):
    atoms = TrafficAtoms(chosen)
    answer = atoms.spans(atoms.masks(chosen))
    assert list(answer) == sorted(answer)
    assert all(one.protocol != other.protocol or one.last + 1 < other.first for one, other in pairwise(answer))


def test_everything_is_one_span():
    atoms = TrafficAtoms([Span(TCP, 22, 22)])
    assert atoms.spans(atoms.everything) == (Span(ANY_PROTOCOL, 0, 0),)
    assert atoms.spans(atoms.mask(Span(ANY_PROTOCOL, 0, 0))) == (Span(ANY_PROTOCOL, 0, 0),)


def test_a_protocol_that_nobody_names_is_covered_by_every_protocol_alone():
    atoms = TrafficAtoms([Span(ESP, 0, 0)])
    named = [Span(ESP, 0, 0), *(Span(protocol, 0, LAST_PORT) for protocol in (TCP, UDP, ICMP, ICMPV6))]
    rest = atoms.everything & ~atoms.masks(named)
    assert atoms.spans(rest) == (Span(OTHER_PROTOCOL, 0, 0),)
    assert not anything(atoms.mask(Span(GRE, 0, 0))[None])[0]


def test_more_atoms_than_a_word_holds_are_kept_apart():
    chosen = [Span(TCP, port, port) for port in range(100, 400, 2)]
    atoms = TrafficAtoms(chosen)
    assert atoms.words > 1
    for one in chosen:
        assert atoms.spans(atoms.mask(one)) == (one,)


def test_the_first_atom_of_a_set_is_in_it():
    atoms = TrafficAtoms([Span(UDP, 53, 53), Span(TCP, 443, 443)])
    assert atoms.first(atoms.mask(Span(UDP, 53, 53))) == Span(UDP, 53, 53)


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_set_holds_anything_if_any_of_its_words_does(rows):
    words = np.array(rows, np.uint64)
    assert anything(words).tolist() == [any(row) for row in rows]
