"""Kernel and proof agree about a small town; a fault that only one of them has is found and told."""

from dataclasses import replace

import pytest

from bastide.model.proof import Opening
from bastide.model.wire import ANY_PROTOCOL, INTERNET, Span
from bastide.prove.rehearsal.rehearse import Settings, rehearse
from bastide.report.rehearsal_text import rehearsal as told
from oracle.build import tcp, udp
from rehearsal.nets import town

pytestmark = pytest.mark.rehearsal

DECLARED = (tcp(443), tcp(5432), udp(53))
QUICK = Settings(second_quiet=0.3, traced=2)


def spoiled(space, old, new):
    """Return what builds one rule of one space otherwise."""

    def spoil(blueprint):
        texts = [one.ruleset for one in blueprint.spaces if one.title == space]
        assert [old in text for text in texts] == [True]
        spaces = (
            replace(one, ruleset=one.ruleset.replace(old, new)) if one.title == space else one
            for one in blueprint.spaces
        )
        return replace(blueprint, spaces=tuple(spaces))

    return spoil


def ends(found):
    return {(one.source, one.destination, one.packet.protocol, one.packet.port) for one in found.mismatches}


def test_kernel_and_proof_agree_about_every_probe():
    found = rehearse(town().network(), DECLARED, QUICK)
    assert found.mismatches == ()
    assert found.passed.keys() == {"tcp", "udp", "icmp", "icmpv6"}
    assert sum(found.passed.values()) + sum(found.blocked.values()) == found.probes
    assert found.hosts == 5


def test_what_passes_is_what_the_town_allows():
    """Counted by hand: 443 from the internet to the portal, over IPv6 to both; 5432, 53 and ping to the records."""
    found = rehearse(town().network(), DECLARED, QUICK)
    assert found.passed == {"tcp": 1 + 2 + 2 * 2, "udp": 2 * 2, "icmp": 2, "icmpv6": 2}


def test_a_rule_that_the_kernel_lacks_is_found():
    spoil = spoiled("records", "tcp dport 5432 ip saddr", "tcp dport 5431 ip saddr")
    found = rehearse(town().network(), DECLARED, QUICK, spoil=spoil)
    assert {("portal", "records", 6, 5432), ("helper", "records", 6, 5432)} <= ends(found)
    assert {one.kernel for one in found.mismatches if one.packet.port == 5432} == {"no answer"}


def test_a_fault_that_another_layer_covers_changes_nothing():
    found = rehearse(town().network(), DECLARED, QUICK, spoil=spoiled("edge", "\n    drop\n", "\n    accept\n"))
    assert found.mismatches == (), "the groups alone hold what the ACL lets pass"


def test_an_acl_that_only_the_kernel_has_open_is_found():
    net = town()
    net.rule("edge", tcp(8080), "0.0.0.0/0")
    found = rehearse(net.network(), DECLARED, QUICK, spoil=spoiled("edge", "    drop\n", "    accept\n"))
    assert (INTERNET, "portal", 6, 8080) in ends(found)
    first = found.mismatches[0]
    assert (first.judge, first.kernel, first.proof) == ("walker", "answered", "no answer")
    assert any("enters portal" in line for line in first.seen)
    text = told(found)
    assert f"{len(found.mismatches)} mismatch" in text
    assert "network ACL `edge`: no inbound entry matches tcp/8080" in text


def test_an_engine_that_says_too_little_or_too_much_is_found():
    """One that calls all closed leaks; one that calls all open promises packets that never arrive."""
    found = rehearse(town().network(), DECLARED, QUICK, engine=lambda _: {})
    assert {(one.judge, one.proof) for one in found.mismatches} == {("engine", "closed")}
    everything = (Span(ANY_PROTOCOL, 0, 0),)
    names = ("portal", "helper", "records", "stray", INTERNET)
    wide = {(one, other): Opening(everything, everything, everything) for one in names for other in names}
    found = rehearse(town().network(), DECLARED, QUICK, engine=lambda _: wide)
    assert {(one.judge, one.proof) for one in found.mismatches} == {("engine", "open")}
    assert ("stray", "records", 17, 53) in ends(found)
