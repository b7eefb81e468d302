"""Zones and flows for trees that are not ours: a small YAML file beside them.

    zones:
      web:  {subnets: [aws_subnet.public_a, aws_subnet.public_b]}
      data: {cidrs: [10.0.2.0/24]}
    flows:
      - {from: internet, to: web, allow: tcp/443, why: citizens reach the portal}
      - {from: web, to: data, allow: [tcp/5432, icmp/8], why: the portal reads records}
    never:
      - {from: internet, to: data}

As soon as there is a flow or a `never`, all else is denied. What the file says of subnets is held against the tree in
`zones_fit`.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.place import Place
from bastide.model.wire import INTERNET, LAST_PORT, ON_PREMISES, Cidr, Span, cidr
from bastide.prove.segmentation.declaration import Area, Declaration, Flow, span
from bastide.source.fault import Code, short
from bastide.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from bastide.source.yamldoc import parse

UNKNOWN_KEY = Code("ZON001", "unknown-key", "a key that nobody reads would look like a protection")
WRONG_VALUE = Code("ZON002", "wrong-value", "a zone or flow that is misread makes the proof one about something else")
UNKNOWN_ZONE = Code("ZON003", "unknown-zone", "a flow of a zone that doesn't exist permits nothing")
PROMISED_FLOW = Code(
    "ZON004", "promised-flow", "what `never` promises away can't be allowed too, and no reader knows which counts"
)
NOTHING_DECLARED = Code("ZON008", "nothing-declared", "a file that says nothing judges nothing")
CODES = (UNKNOWN_KEY, WRONG_VALUE, UNKNOWN_ZONE, PROMISED_FLOW, NOTHING_DECLARED)

TRAFFIC = re.compile(r"(?P<protocol>tcp|udp|icmp)/(?P<first>\d{1,5})(?:-(?P<last>\d{1,5}))?")
LAST_TYPE = 255
OUTSIDE = frozenset({INTERNET, ON_PREMISES})
TRAFFIC_LIKE = "write it like `tcp/443`, `udp/6000-6010` or `icmp/8`"


def read_zones(text: str, file: str) -> Declaration:
    """Return what a zones file declares; raises CannotAnswerError with every fault in it."""
    reader = _Reader(file)
    declaration = reader.declaration(parse(text, file))
    if reader.faults:
        raise CannotAnswerError(reader.faults, {file: text})
    return declaration


def traffic(text: str) -> Span | None:
    """Return the traffic that a text like `tcp/443` means, None if it means none."""
    found = TRAFFIC.fullmatch(text)
    if found is None:
        return None
    first, last = int(found["first"]), int(found["last"] or found["first"])
    limit = LAST_TYPE if found["protocol"] == "icmp" else LAST_PORT
    return span(found["protocol"], first, last) if first <= last <= limit else None


class _Reader:
    """Reads nodes and collects faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []
        self.names: tuple[str, ...] = ()

    def declaration(self, root: Node) -> Declaration:
        entries = self._keys(root, ("zones", "flows", "never"))
        areas = tuple(self._areas(entries.get("zones")))
        self.names = (*(area.name for area in areas), INTERNET, ON_PREMISES)
        flows = tuple(flow for item in self._items(entries.get("flows")) for flow in self._flows(item))
        promises = {pair: place for item in self._items(entries.get("never")) for pair, place in self._never(item)}
        never = frozenset(promises)
        self._contradictions(flows, promises)
        if not (areas or flows or never or self.faults):
            fix = "add `zones:`, and `flows:` or `never:`"
            self.faults.append(NOTHING_DECLARED.fault("nothing is declared here", root.place, fix=fix))
        return Declaration(areas, flows, never, complete=bool(flows or never))

    def _areas(self, node: Node | None) -> Iterator[Area]:
        if node is not None and not isinstance(node, Mapping):
            self._wrong(node, "a map of zones is wanted here", "write `web: {subnets: [...]}`")
        for entry in node.entries if isinstance(node, Mapping) else ():
            if entry.key in OUTSIDE:
                fault = f"`{entry.key}` is no zone of a tree: it stands for what lies outside"
                self.faults.append(WRONG_VALUE.fault(fault, entry.place, fix="choose another name"))
            keys = self._keys(entry.node, ("subnets", "cidrs"))
            written = {one.text: one.place for one in self._scalars(keys.get("subnets"))}
            yield Area(entry.key, tuple(self._blocks(keys.get("cidrs"))), frozenset(written), entry.place, written)

    def _blocks(self, node: Node | None) -> Iterator[Cidr]:
        for one in self._scalars(node):
            try:
                yield cidr(one.text)
            except ValueError:
                self._wrong(one, f"`{short(one.text)}` is no address block", "write it like `10.0.2.0/24`")

    def _flows(self, node: Node) -> Iterator[Flow]:
        keys = self._keys(node, ("from", "to", "allow", "why"))
        spans = [(one.text, found) for one in self._scalars(keys.get("allow")) if (found := self._span(one))]
        why = " ".join(self._texts(keys.get("why")))
        if not spans and "allow" not in keys:
            self.faults.append(UNKNOWN_KEY.fault("`allow` is missing", node.place, fix="add `allow: tcp/443`"))
        for source, destination in self._pairs(node, keys):
            for text, one in spans:
                yield Flow(f"flow: {source} to {destination} {text}", source, destination, one, why, node.place)

    def _never(self, node: Node) -> Iterator[tuple[tuple[str, str], Place]]:
        for pair in self._pairs(node, self._keys(node, ("from", "to"))):
            yield pair, node.place

    def _contradictions(self, flows: tuple[Flow, ...], promises: dict[tuple[str, str], Place]) -> None:
        for flow in flows:
            promised = promises.get((flow.source, flow.destination))
            if promised is not None and flow.place is not None:
                labels = Label(flow.place), Label(promised, "promised away here")
                message = f"`{flow.source}` to `{flow.destination}` is allowed and promised away"
                self.faults.append(PROMISED_FLOW.fault(message, *labels, fix="remove the flow, or the promise"))

    def _pairs(self, node: Node, keys: dict[str, Node]) -> Iterator[tuple[str, str]]:
        for missing in sorted({"from", "to"} - set(keys)):
            self.faults.append(UNKNOWN_KEY.fault(f"`{missing}` is missing", node.place, fix=f"add `{missing}: ZONE`"))
        for source in self._zones(keys.get("from")):
            for destination in self._zones(keys.get("to")):
                yield source, destination

    def _zones(self, node: Node | None) -> Iterator[str]:
        for one in self._scalars(node):
            if one.text in self.names:
                yield one.text
            else:
                near = get_close_matches(one.text, self.names, n=1)
                fix = f"did you mean `{near[0]}`?" if near else "declare it under `zones`"
                self.faults.append(UNKNOWN_ZONE.fault(f"no zone `{short(one.text)}` is declared", one.place, fix=fix))

    def _span(self, written: Scalar) -> Span | None:
        found = traffic(written.text)
        if found is None:
            self._wrong(written, f"`{short(written.text)}` is no traffic", TRAFFIC_LIKE)
        return found

    def _keys(self, node: Node | None, known: tuple[str, ...]) -> dict[str, Node]:
        if not isinstance(node, Mapping):
            self._wrong(node, "a map is wanted here", f"write `{known[0]}: ...`")
            return {}
        return {entry.key: entry.node for entry in node.entries if self._known(entry, known)}

    def _known(self, entry: Entry, known: tuple[str, ...]) -> bool:
        if entry.key in known:
            return True
        near = get_close_matches(entry.key, known, n=1)
        fix = f"did you mean `{near[0]}`?" if near else f"use {', '.join(f'`{key}`' for key in known)}"
        self.faults.append(UNKNOWN_KEY.fault(f"the key `{short(entry.key)}` is not known", entry.place, fix=fix))
        return False

    def _items(self, node: Node | None) -> tuple[Node, ...]:
        if node is None or isinstance(node, Sequence):
            return () if node is None else node.items
        self._wrong(node, "a list is wanted here", "write each entry on a line that starts with `- `")
        return ()

    def _texts(self, node: Node | None) -> tuple[str, ...]:
        return tuple(one.text for one in self._scalars(node))

    def _scalars(self, node: Node | None) -> tuple[Scalar, ...]:
        match node:
            case None:
                return ()
            case Sequence():
                return tuple(one for item in node.items for one in self._scalars(item))
            case Scalar():
                return (node,)
            case Mapping():
                self._wrong(node, "a text or a list of texts is wanted here", "write it without braces")
                return ()

    def _wrong(self, node: Node | None, message: str, fix: str) -> None:
        place = Place(self.file, 1, 1, 1, 1) if node is None else node.place
        fault = WRONG_VALUE.fault(message, place, fix=fix)
        if fault not in self.faults:
            self.faults.append(fault)
