"""What a network firewall's policy lets pass: an ordered list of 5-tuple rules, as far as it can be read as one."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product

from bastide.facts.values import OpaqueError
from bastide.model.filters import FirewallRule
from bastide.model.graph import Block, Resource
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, TCP, UDP, Cidr, Origin, Span, cidr
from bastide.prove.aws.addresses import Blocks, parsed
from bastide.prove.aws.interfaces import nested, values
from bastide.prove.aws.reading import Reading, origin_of

POLICY, GROUP = "aws_networkfirewall_firewall_policy", "aws_networkfirewall_rule_group"
WORLD = (cidr("0.0.0.0/0"), cidr("::/0"))
PROTOCOLS = {"IP": (ANY_PROTOCOL,), "TCP": (TCP,), "UDP": (UDP,), "ICMP": (ICMP, ICMPV6)}
"""Suricata's `icmp` means both versions."""
PORTS = re.compile(r"(\d+)?(:)?(\d+)?\Z")
ALLOW, DENY, NEITHER = frozenset({"PASS"}), frozenset({"DROP", "REJECT"}), frozenset({"ALERT"})
REMARKS = frozenset({"sid", "msg", "rev", "metadata", "classtype", "gid", "reference"})
"""Rule options that match nothing."""
ICMP_TYPE, CODES = "itype", 256
NAMES, ALLOWED = "rules_source_list", "ALLOWLIST"
Gap = Callable[[str, Origin], None]


@dataclass
class Verdict:
    """A policy's rules in the order in which they decide, and what it does with the rest."""

    rules: list[FirewallRule] = field(default_factory=list)
    default_allow: bool = True


@dataclass(frozen=True)
class _Sets:
    """What `$NAME` means in a rule group."""

    addresses: Mapping[str, tuple[Cidr, ...]]
    ports: Mapping[str, tuple[str, ...]]


class PolicyReader:
    """Reads one policy; `gap` is told of everything that is not a 5-tuple rule."""

    def __init__(
        self, reading: Reading, blocks: Blocks, home: tuple[Cidr, ...], gap: Gap, scope: tuple[str, ...] = ()
    ) -> None:
        self._reading = reading
        self._blocks = blocks
        self._home = home
        self._gap = gap
        self._scope = scope

    def read(self, policy: Resource) -> Verdict:
        """Return what a policy decides; OpaqueError when its actions can't be known."""
        verdict = Verdict()
        for body in nested(policy.body, "firewall_policy"):
            self._policy(policy, body, verdict)
        return verdict

    def _policy(self, policy: Resource, body: Block, verdict: Verdict) -> None:
        origin = origin_of(policy, body)
        for group in self._groups(body, "stateless_rule_group_reference", origin):
            verdict.rules += self._guarded(group, partial(self._stateless, group))
        actions = set(self._texts(body, "stateless_default_actions"))
        if "aws:forward_to_sfe" not in actions:
            verdict.default_allow = "aws:pass" in actions
            return
        strict = any(
            self._reading.literal(one) == "STRICT_ORDER" for one in values(body, "stateful_engine_options.rule_order")
        )
        groups = self._groups(body, "stateful_rule_group_reference", origin)
        heard = strict and self._waits(body) and any(self._lists(group) == {ALLOWED} for group in groups)
        found = [rule for group in groups for rule in self._guarded(group, partial(self._stateful, group, heard=heard))]
        # Unless told otherwise the engine takes what passes first, whatever the order.
        verdict.rules += found if strict else sorted(found, key=lambda rule: not rule.allow)
        # A name is heard on an open connection: the list decides what it carries, and not whether it opens.
        verdict.default_allow = heard or not strict or not self._drops(body, origin)

    def _waits(self, body: Block) -> bool:
        """Tell whether what no rule names is dropped once its connection stands, and not before."""
        actions = self._texts(body, "stateful_default_actions")
        return "aws:drop_established" in actions and "aws:drop_strict" not in actions

    def _lists(self, group: Resource) -> set[str]:
        """Return what a group's lists of names do."""
        lists = _blocks(group.body, f"rule_group.rules_source.{NAMES}")
        return {self._reading.literal(one.get("generated_rules_type")) or "" for one in lists}

    def _drops(self, body: Block, origin: Origin) -> bool:
        actions = self._texts(body, "stateful_default_actions")
        if "aws:drop_strict" in actions:
            return True
        if any(action.startswith("aws:drop_established") for action in actions):
            self._gap(
                "it drops only what is established: what a connection's first packets reach isn't modelled", origin
            )
            return True
        return False

    def _texts(self, body: Block, attribute: str) -> tuple[str, ...]:
        found = (self._reading.literal(item) for item in self._reading.listed(body.get(attribute)))
        return tuple(one for one in found if one is not None)

    def _groups(self, body: Block, block: str, origin: Origin) -> list[Resource]:
        found: list[tuple[int, Resource]] = []
        for reference in nested(body, block):
            group = self._reading.follow(reference.get("resource_arn"), GROUP)
            if not isinstance(group, Resource):
                self._gap(f"the rules of `{group}` are not in the tree", Origin(origin.address, reference.place))
                continue
            self._reading.exists(group, scope=lambda _: self._scope)
            if any(True for _ in nested(reference, "override")):
                self._gap("an override changes what its rules do", Origin(origin.address, reference.place))
            found.append((self._reading.number(reference.get("priority")) or 0, group))
        return [group for _, group in sorted(found, key=lambda pair: pair[0])]

    def _guarded(self, group: Resource, read: Callable[[], Iterator[FirewallRule]]) -> list[FirewallRule]:
        found: list[FirewallRule] = []
        try:
            for rule in read():
                found.append(rule)  # noqa: PERF402 - keeps what came before an error
        except OpaqueError as error:
            place = error.place or group.place
            self._gap(f"`{error.text}` decides this, and {error.reason}", Origin(group.address, place))
        return found

    def _stateless(self, group: Resource) -> Iterator[FirewallRule]:
        """Yield the drops of a stateless group that name no port: they hold for replies too, in both directions."""
        path = "rule_group.rules_source.stateless_rules_and_custom_actions"
        for holder in _blocks(group.body, path):
            rules = sorted(
                nested(holder, "stateless_rule"), key=lambda one: self._reading.number(one.get("priority")) or 0
            )
            for rule in rules:
                yield from self._stateless_rule(group, rule)

    def _stateless_rule(self, group: Resource, rule: Block) -> Iterator[FirewallRule]:
        origin = origin_of(group, rule)
        for definition in nested(rule, "rule_definition"):
            actions = set(self._texts(definition, "actions"))
            for match in nested(definition, "match_attributes"):
                if (
                    "aws:drop" not in actions
                    or any(
                        True
                        for name in ("source_port", "destination_port", "tcp_flag", "protocols")
                        for _ in values(match, name)
                    )
                    or any(match.nested(name) for name in ("source_port", "destination_port", "tcp_flag"))
                ):
                    self._gap("a stateless rule decides for single packets and not for connections", origin)
                    continue
                ends = [self._ends(match, word) for word in ("source", "destination")]
                for source, destination in (ends, ends[::-1]):
                    yield FirewallRule(
                        allow=False,
                        span=Span(ANY_PROTOCOL, 0, 0),
                        sources=source,
                        destinations=destination,
                        origin=origin,
                    )

    def _ends(self, match: Block, word: str) -> tuple[Cidr, ...]:
        found = [block for value in values(match, f"{word}.address_definition") for block in self._blocks.many(value)]
        return tuple(found) or WORLD

    def _stateful(self, group: Resource, *, heard: bool) -> Iterator[FirewallRule]:
        if group.get("rules") is not None:
            self._gap("Suricata rules are not modelled", Origin(group.address, group.at("rules")))
        sets = self._sets(group)
        for source in _blocks(group.body, "rule_group.rules_source"):
            for word in ("rules_string", NAMES):
                known = heard and word == NAMES and self._lists(group) == {ALLOWED}
                if not known and (source.get(word) is not None or source.nested(word)):
                    self._gap(f"what `{word}` says is not modelled", origin_of(group, source))
            for rule in nested(source, "stateful_rule"):
                yield from self._stateful_rule(group, rule, sets)

    def _sets(self, group: Resource) -> _Sets:
        addresses: dict[str, tuple[Cidr, ...]] = {"HOME_NET": self._home}
        ports: dict[str, tuple[str, ...]] = {}
        for variables in _blocks(group.body, "rule_group.rule_variables"):
            for one in nested(variables, "ip_sets"):
                key = self._reading.literal(one.get("key")) or ""
                addresses[key] = tuple(
                    block for value in values(one, "ip_set.definition") for block in self._blocks.many(value)
                )
            for one in nested(variables, "port_sets"):
                key = self._reading.literal(one.get("key")) or ""
                listed = (item for value in values(one, "port_set.definition") for item in self._reading.listed(value))
                ports[key] = tuple(word for item in listed if (word := self._reading.literal(item)) is not None)
        return _Sets(addresses, ports)

    def _stateful_rule(self, group: Resource, rule: Block, sets: _Sets) -> Iterator[FirewallRule]:
        origin = origin_of(group, rule)
        action = (self._reading.literal(rule.get("action")) or "").upper()
        if action in NEITHER:
            return
        options = {
            (self._reading.literal(one.get("keyword")) or "").lower(): self._texts(one, "settings")
            for one in nested(rule, "rule_option")
        }
        types = options.pop(ICMP_TYPE, ())
        if set(options) - REMARKS or not all(one.isdigit() for one in types):
            self._gap("a rule's option matches more than addresses and ports", origin)
            return
        for header in nested(rule, "header"):
            for found in self._header(header, sets, origin, allow=action in ALLOW):
                codes = [int(one) * CODES for one in types]
                spans = [Span(found.span.protocol, one, one + CODES - 1) for one in codes]
                yield from (replace(found, span=span) for span in spans or [found.span])

    def _header(self, header: Block, sets: _Sets, origin: Origin, *, allow: bool) -> Iterator[FirewallRule]:
        word = {
            name: (self._reading.literal(header.get(name)) or "ANY").strip()
            for name in ("protocol", "source", "source_port", "destination", "destination_port", "direction")
        }
        numbers = PROTOCOLS.get(word["protocol"].upper())
        if numbers is None or word["source_port"].upper() != "ANY":
            self._gap("a rule matches a source port or an application's protocol", origin)
            return
        spans = [span for number in numbers for span in _spans(number, _ports(word["destination_port"], sets))]
        ends = [_addresses(word["source"], sets), _addresses(word["destination"], sets)]
        ways = [ends] if word["direction"].upper() == "FORWARD" else [ends, ends[::-1]]
        if len(ways) > 1 and word["destination_port"].upper() != "ANY":
            self._gap("a rule for both directions matches a source port", origin)
        for span, (source, destination) in product(spans, ways):
            yield FirewallRule(allow, span, source, destination, origin)


def _blocks(body: Block, path: str) -> Iterator[Block]:
    head, _, rest = path.partition(".")
    for inner in nested(body, head):
        yield from _blocks(inner, rest) if rest else (inner,)


def _addresses(text: str, sets: _Sets) -> tuple[Cidr, ...]:
    found: list[Cidr] = []
    for word in _words(text):
        if word.upper() == "ANY":
            found += WORLD
        elif word.startswith("$") and word[1:] in sets.addresses:
            found += sets.addresses[word[1:]]
        else:
            found.append(parsed(word))
    return tuple(found)


def _ports(text: str, sets: _Sets) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for word in _words(text):
        if word.startswith("$") and word[1:] in sets.ports:
            found += [pair for one in sets.ports[word[1:]] for pair in _ports(one, _Sets({}, {}))]
        else:
            found.append(_range(word))
    return found


def _range(word: str) -> tuple[int, int]:
    if word.upper() == "ANY":
        return 0, LAST_PORT
    match = PORTS.match(word)
    if match is None or not word.strip(":"):
        raise OpaqueError(word, None, "it is no port that is understood here")
    first, colon, last = match.groups()
    low = int(first or 0)
    return low, int(last) if last else LAST_PORT if colon else low


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.strip("[] ").split(",") if word.strip()]


def _spans(number: int, ports: list[tuple[int, int]]) -> list[Span]:
    if number not in (TCP, UDP):
        return [Span(number, 0, LAST_PORT if number in (ICMP, ICMPV6) else 0)]
    return [Span(number, first, last) for first, last in ports]
