"""What the page of the matrix knows of each pair, as data: everything that is said often is said once."""

import json
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv4Address, IPv6Address

from bastide.model.control import Wording
from bastide.model.pathways import Shown
from bastide.model.place import Place
from bastide.model.proof import Hop, Walk
from bastide.prove.segmentation.spans import shown
from bastide.report.display import visible
from bastide.report.hop_words import chinese
from bastide.report.site.matrix_facts import Crossing, Matrix
from bastide.report.site.matrix_words import KINDS, LAYERS, PANEL

Row = list[object]
CLIENT_PORT, EXAMPLE_PORT = 40000, 443
"""Ports that most examples have, so that they need not be said."""
SOURCE, DESTINATION = "{\N{LEFTWARDS ARROW}}", "{\N{RIGHTWARDS ARROW}}"
"""What stands for a packet's own addresses in a sentence, so that it is the same for all zones that it is said of."""
_BREAKS = re.compile("[<\u2028\u2029\ud800-\udfff]")
"""What would end a script, or a line of it, or what no file can hold."""


def script(matrix: Matrix) -> str:
    """Return the data of both languages as a script: a page that opens from disk can fetch nothing else."""
    text = json.dumps(_Press(matrix).document(), ensure_ascii=False, separators=(",", ":"))
    return f"window.bastideMatrix={_BREAKS.sub(lambda found: f'{chr(92)}u{ord(found[0]):04x}', text)};\n"


@dataclass
class _Index:
    """Texts, each told by its number."""

    places: dict[Hashable, int] = field(default_factory=dict)

    def of(self, one: Hashable) -> int:
        """Return the number of a text."""
        return self.places.setdefault(one, len(self.places))


class _Press:
    """Turns pairs into numbers, and keeps what the numbers mean."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.words, self.hops, self.lines, self.files = _Index(), _Index(), _Index(), _Index()
        self.kinds, self.layers = list(KINDS), list(LAYERS)
        self.ends = dict[int, tuple[int, int]]()

    def document(self) -> Mapping[str, object]:
        """Return everything; names are single letters, because there are many of them."""
        pairs = [[self.pair(one) for one in row] for row in self.matrix.rows]
        asked = self.matrix.facts.pathways.asked_at
        said = [visible(str(one)) for one in self.words.places]
        return {
            "names": [visible(zone.name) for zone in self.matrix.zones],
            "words": {key: _both(one) for key, one in PANEL.items()},
            "kinds": [[kind, *_both(one)] for kind, one in KINDS.items()],
            "layers": [_both(one) for one in LAYERS.values()],
            "flows": {
                one.id: [visible(one.why), [_spot(place) for place in asked.get(one.id, ())]]
                for one in self.matrix.flows.values()
            },
            "ends": [list(self.ends.get(row, (0, 0))) for row in range(len(pairs))],
            "pairs": pairs,
            "hops": [*self.hops.places],
            "said": [[one, twin] if (twin := chinese(one)) != one else one for one in said],
            "lines": [[f"{file}:{line}", self._quote(str(file), line)] for file, line in self._places()],
        }

    def _places(self) -> list[tuple[str, int]]:
        return [(one.file, one.line) for one in self.lines.places if isinstance(one, Place)]

    def _quote(self, file: str, line: int) -> str:
        quoted = self.matrix.facts.pathways.quotes.get((file, line), "")
        return "\n".join(map(visible, quoted.split("\n")))

    def pair(self, one: Crossing) -> Row:
        """Return a pair: its standing, what holds it, its flows, and the packets that show it."""
        way = one.pathway
        held = self.layers.index(one.held) if one.held and self.matrix.layered else -1
        packets = [] if way is None else [self.packet(one, each) for each in way.shown]
        return [self.kinds.index(one.kind), held, [] if way is None else list(way.flows), packets]

    def packet(self, crossing: Crossing, one: Shown) -> Row:
        """Return a packet: its traffic, both its ends, how it fared, its ways, and all that stands in them."""
        sent = one.trip.forward
        ends = [self._end(sent, crossing, source=source) for source in (True, False)]
        fared = 0 if one.trip.completes else 2 if sent.arrives else 1
        back = 0 if one.trip.reply is None else self._hops(one.trip.reply.hops, sent)
        return [
            self.words.of(shown(one.span)),
            *ends,
            fared,
            self._hops(sent.hops, sent),
            back,
            self._hops(one.obstacles, sent),
        ]

    def _end(self, sent: Walk, crossing: Crossing, *, source: bool) -> Row | int:
        """Return who sends or is sent to, by what address and port; 0 for a zone's usual end and port."""
        packet = sent.packet
        zone = crossing.row if source else crossing.column
        number, port = (packet.source, packet.source_port) if source else (packet.destination, packet.port)
        party = self.words.of(sent.source if source else sent.destination)
        end = party, self.words.of(address(packet.version, number))
        usual = self.ends.setdefault(zone, end) == end and port == (CLIENT_PORT if source else EXAMPLE_PORT)
        return 0 if usual else [*end, port]

    def _hops(self, hops: tuple[Hop, ...], sent: Walk) -> list[int]:
        return [self._hop(one, sent) for one in hops]

    def _hop(self, hop: Hop, sent: Walk) -> int:
        packet = sent.packet
        text = hop.text
        for mark, number in ((SOURCE, packet.source), (DESTINATION, packet.destination)):
            own = address(packet.version, number)
            text = " ".join(mark if one == own else one for one in text.split(" ")) if own in text else text
        places = dict.fromkeys(origin.place for origin in hop.origins if origin.place is not None)
        return self.hops.of((self.words.of(text), int(hop.passes), *(self._line(place) for place in places)))

    def _line(self, place: Place) -> int:
        return self.lines.of(Place(place.file, place.line, 1, place.line, 1))


def _both(said: Wording) -> list[str]:
    return [said.en, said.zh]


def _spot(place: Place) -> str:
    return f"{place.file}:{place.line}"


@cache
def address(version: int, number: int) -> str:
    """Return an address as people write it."""
    return str(IPv4Address(number) if version == 4 else IPv6Address(number))  # noqa: PLR2004 - the IP version
