"""Errors about replies and answers that an engine may have."""

from oracle.grafting import Mutant

REPLIES = (
    Mutant("one privileged source port is enough", "low = EPHEMERAL if every else 0", "low = EPHEMERAL"),
    Mutant("clients use high ports", "low = EPHEMERAL if every else 0", "low = 0"),
    Mutant(
        "a NAT gateway uses high ports",
        "chosen = traffic.mask(Span(protocol, EPHEMERAL, LAST_PORT))",
        "chosen = traffic.mask(Span(protocol, 0, LAST_PORT))",
    ),
    Mutant(
        "a NAT gateway's subnet judges the reply",
        "hit = hit & _holds(words, chosen, every=every)",
        "pass",
    ),
    Mutant(
        "an echo reply has another type",
        "Span(protocol, reply * CODES, reply * CODES)",
        "Span(protocol, request * CODES, request * CODES)",
    ),
    Mutant(
        "a ping needs a reply",
        "& ~traffic.of_protocols(PORTED) & ~traffic.masks(asked)",
        "& ~traffic.of_protocols(PORTED)",
    ),
    Mutant(
        "other protocols need none",
        "traffic.everything & ~traffic.of_protocols(PORTED) & ~traffic.masks(asked)",
        "traffic.mask(Span(-2, 0, 0))",
    ),
    Mutant(
        "every way back counts", "must &= self._answered(leg, every=True)", "must |= self._answered(leg, every=True)"
    ),
    Mutant("every port counts", "must &= self._answered(leg, every=True)", "must &= self._answered(leg, every=False)"),
    Mutant(
        "some way back is enough", "some |= self._answered(leg, every=False)", "some |= self._answered(leg, every=True)"
    ),
    Mutant(
        "an egress-only gateway carries no reply", "not (way.dead or way.nats or one_way)", "not (way.dead or way.nats)"
    ),
    Mutant(
        "appliance mode holds for the reply",
        "return all(chosen.setdefault(name, subnet) == subnet for way in ways for name, subnet in way.pins)",
        "return True",
    ),
    Mutant(
        "a firewall sees both halves or none",
        "not (way.dead or way.nats or one_way) and way.firewalls == request.firewalls",
        "not (way.dead or way.nats or one_way)",
    ),
    Mutant(
        "a firewall sees both halves or none, beside a NAT gateway too",
        "return not (way.dead or way.nats) and {name for _, name in way.firewalls} == seen",
        "return not (way.dead or way.nats)",
    ),
    Mutant(
        "a firewall knows a flow by its addresses at that place",
        "if translated == stage}",
        "}",
    ),
    Mutant(
        "appliance mode holds for the reply, beside a NAT gateway too",
        "if not _pinned_alike(request, [way for way, _ in chain]):",
        "if False:",
    ),
    Mutant(
        "a reply through a NAT gateway comes from who answers",
        "self._onward(state._replace(sender=turn.sender), destination)",
        "self._onward(state, destination)",
    ),
    Mutant(
        "every alternative counts",
        "admitted & way.must[sites], ~np.uint64(0)",
        "admitted & way.may[sites], ~np.uint64(0)",
    ),
    Mutant(
        "an alternative that leads nowhere counts",
        "there = way.exists[sites]",
        "there = way.forward[sites].any(axis=-1)",
    ),
    Mutant(
        "a receiver's groups see the NAT gateway's address",
        "np.where(seen == OWN, parties.atom[places[0]], seen)",
        "parties.atom[places[0]]",
    ),
)

ANSWERS = (
    Mutant(
        "TCP without a handshake is harmless",
        "(passing.may & self._tcp) | (passing.forward & ~self._tcp)",
        "passing.forward",
    ),
    Mutant("one datagram is not", "(passing.may & self._tcp) | (passing.forward & ~self._tcp)", "passing.may"),
    Mutant("what was declared is no excess", "extra = opened & ~self._declared[found.cells]", "extra = opened"),
    Mutant("every pair of addresses counts", "whole = (seen == self._all(plane)) & (seen > 0)", "whole = seen > 0"),
    Mutant("a demand holds for certain", "evaluate(sources, destinations).must", "evaluate(sources, destinations).may"),
    Mutant(
        "a demand is for every pair of addresses",
        "np.bitwise_or.reduceat(part.words, first)",
        "np.bitwise_and.reduceat(part.words, first)",
    ),
)
