from dataclasses import replace
from ipaddress import IPv4Network
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bastide.model.diagnostic import CannotAnswerError
from bastide.planner.addresses import allocate, plan_copies
from bastide.planner.lockfile import dumps, read
from support.platforms import agency, platform, zone


def subnets(spec, lock=None):
    lock = allocate(spec, lock)
    return {subnet.label: subnet.cidr for copy in plan_copies(spec, lock) for subnet in copy.subnets}


def agencies(count):
    return tuple(agency(f"agency-{index:02}") for index in range(count))


def test_no_two_subnets_overlap_and_all_lie_in_the_platform():
    spec = platform()
    planned = subnets(spec)
    assert len(planned) == 2 * (1 + 1 + 2 + 2 + 1)  # edge, ops, two app, two data, services; two zones each
    assert all(one.subnet_of(spec.cidr) for one in planned.values())
    assert not any(left.overlaps(right) for left, right in combinations(planned.values(), 2))


def test_adding_an_agency_moves_no_subnet():
    before = platform()
    lock = allocate(before, None)
    after = replace(before, agencies=(agency("aaa-first-by-name"), *before.agencies))
    moved = subnets(after, lock)
    assert {label: moved[label] for label in subnets(before, lock)} == subnets(before, lock)
    assert "app_aaa_first_by_name_a" in moved


def test_adding_an_availability_zone_moves_no_subnet():
    before = platform()
    lock = allocate(before, None)
    after = subnets(replace(before, availability_zones=("a", "b", "c")), lock)
    assert {label: after[label] for label in subnets(before, lock)} == subnets(before, lock)
    assert "edge_c" in after


def test_a_zone_that_outgrows_its_block_gets_another_and_keeps_the_first():
    lock = allocate(platform(agencies=agencies(2)), None)
    grown = allocate(platform(agencies=agencies(9)), lock)
    assert grown.zones["app"].blocks[: len(lock.zones["app"].blocks)] == lock.zones["app"].blocks
    assert grown.zones["app"].copies["agency-00"] == lock.zones["app"].copies["agency-00"]


def test_addresses_of_an_agency_that_left_are_not_handed_on():
    lock = allocate(platform(), None)
    newcomer = platform(agencies=(agency("newcomer"), agency("social-security")))
    grown = allocate(newcomer, lock)
    assert grown.zones["app"].copies["newcomer"] != lock.zones["app"].copies["civil-affairs"]


def test_forty_agencies_fit_a_slash_16():
    assert len(subnets(platform(agencies=agencies(40)))) == 2 * (3 + 80)


def test_an_exhausted_block_is_refused_with_the_zone():
    with pytest.raises(CannotAnswerError) as refused:
        allocate(platform(cidr=IPv4Network("10.0.0.0/24")), None)
    (fault,) = refused.value.diagnostics
    assert (fault.code, "platform.cidr" in fault.fix) == ("PLAN002", True)


def test_a_given_zone_block_is_used_and_pinned():
    spec = platform(zones=(zone("edge", "internet", cidr="10.40.8.0/22"), zone("ops")))
    lock = allocate(spec, None)
    assert lock.zones["edge"].blocks == (IPv4Network("10.40.8.0/22"),)
    with pytest.raises(CannotAnswerError, match="PLAN003"):
        allocate(replace(spec, zones=(zone("edge", "internet", cidr="10.40.12.0/22"), zone("ops"))), lock)


def test_a_moved_platform_block_is_refused():
    lock = allocate(platform(), None)
    with pytest.raises(CannotAnswerError, match="PLAN003"):
        allocate(platform(cidr=IPv4Network("10.41.0.0/16")), lock)


def test_a_fifth_availability_zone_letter_is_refused():
    lock = allocate(platform(availability_zones=("a", "b", "c", "d")), None)
    with pytest.raises(CannotAnswerError, match="PLAN007"):
        allocate(platform(availability_zones=("a", "e")), lock)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=4))
def test_whatever_the_history_nothing_overlaps_and_nothing_moves(history):
    lock = None
    known = {}
    for count in history:
        spec = platform(agencies=agencies(count))
        lock = allocate(spec, lock)
        planned = subnets(spec, lock)
        assert all(known[label] == cidr for label, cidr in planned.items() if label in known)
        known |= planned
        assert not any(left.overlaps(right) for left, right in combinations(planned.values(), 2))


def test_the_lock_survives_writing_and_reading(tmp_path):
    lock = allocate(platform(), None)
    path = tmp_path / "bastide.lock"
    path.write_text(dumps(lock))
    assert read(path) == lock
    assert dumps(read(path)) == dumps(lock)


@pytest.mark.parametrize("text", ["", "[]", '{"bastide.lock": 2}', "{" * 5000, '{"bastide.lock": 1}', "\x00"])
def test_a_broken_lock_is_refused(tmp_path, text):
    path = tmp_path / "bastide.lock"
    path.write_text(text)
    with pytest.raises(CannotAnswerError, match="PLAN001"):
        read(path)
