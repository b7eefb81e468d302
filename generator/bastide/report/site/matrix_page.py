"""The page of the matrix: the table itself, the chosen pair, and the same zone by zone for readers without scripts."""

from collections import defaultdict
from collections.abc import Iterator

from bastide.model.control import Wording
from bastide.model.proof import Hop
from bastide.report.hop_words import spoken
from bastide.report.site import matrix_words as words
from bastide.report.site.map_facts import Spot
from bastide.report.site.map_ink import escape
from bastide.report.site.matrix_facts import Crossing, Matrix
from bastide.report.site.matrix_json import address

SIZES = {" x-many": 16, " x-huge": 100}
"""Zones from which on the cells are small, and on paper smaller still."""
NAMED = 12
"""How many zones are named behind one reason why they are not reached; the rest are counted."""


def body(matrix: Matrix, *, zh: bool) -> str:
    """Return what stands in the page between its heading and its foot."""
    return "".join(_Page(matrix, zh).parts())


class _Page:
    """One page in a language."""

    def __init__(self, matrix: Matrix, zh: bool) -> None:  # noqa: FBT001 - private
        self.matrix, self.zh = matrix, zh
        self.titles = matrix.facts.pathways.titles
        self.spoken = spoken(zh=zh)

    def say(self, wording: Wording) -> str:
        return escape(wording.zh if self.zh else wording.en)

    def parts(self) -> Iterator[str]:
        number, passing = len(self.matrix.zones), self.matrix.open
        counts = self.say(words.ZONES).format(number, number * number, passing, number * number - passing)
        yield f'<p class="x-lead">{self.say(words.LEAD)}</p><p class="x-counts">{counts}</p>'
        yield (
            f'<form class="x-tools" role="search"><label for="x-filter">{self.say(words.FILTER)}</label>'
            '<input id="x-filter" type="search" autocomplete="off" spellcheck="false">'
            f'<label class="x-only"><input id="x-only" type="checkbox"> {self.say(words.ONLY)}</label>'
            f'<output id="x-count" for="x-filter x-only" data-said="{self.say(words.SHOWN)}"></output></form>'
        )
        yield from self._legend()
        yield '<div class="x-board">'
        yield from self._table()
        yield (
            f'<section class="x-panel" id="x-panel" aria-live="polite" aria-label="{self.say(words.PAIR)}">'
            f'<p class="x-hint">{self.say(words.PANEL["choose"])}</p></section></div>'
        )
        yield f'<section class="x-every"><h2>{self.say(words.EVERY)}</h2><p>{self.say(words.EVERY_LEAD)}</p>'
        for zone, row in zip(self.matrix.zones, self.matrix.rows, strict=True):
            yield from self._zone(zone, row)
        yield "</section>"

    def _legend(self) -> Iterator[str]:
        used = {one.kind for row in self.matrix.rows for one in row}
        yield f'<dl class="x-legend" aria-label="{self.say(words.LEGEND)}">'
        for kind, (sign, said) in words.SIGNS.items():
            if kind in used:
                yield f'<div><dt class="k-{kind}">{sign}</dt><dd>{self.say(said)}</dd></div>'
        yield "</dl>"

    # --- the table ----------------------------------------------------------------------------------------------

    def _table(self) -> Iterator[str]:
        many = "".join(name for name, least in SIZES.items() if len(self.matrix.zones) > least)
        name, closed = self.say(words.TITLE), self.say(words.PANEL["close"])
        yield f'<div class="x-scroll" tabindex="0" role="region" aria-label="{name}">'
        yield f'<table class="x-matrix{many}" id="x-matrix" data-closed="{closed}">'
        yield f'<thead><tr><td class="x-corner">{self.say(words.CORNER)}</td>'
        for zone in self.matrix.zones:
            yield f'<th scope="col"{self._tip(zone)}><span>{escape(zone.name)}</span></th>'
        yield "</tr></thead><tbody>"
        for zone, row in zip(self.matrix.zones, self.matrix.rows, strict=True):
            anchor = self.matrix.anchor(zone.name)
            yield f'<tr><th scope="row"{self._tip(zone)}><a href="#{anchor}">{escape(zone.name)}</a></th>'
            yield "".join(self._cell(one) for one in row)
            yield "</tr>"
        yield "</tbody></table></div>"

    def _tip(self, zone: Spot) -> str:
        title = self._title(zone)
        return f' title="{escape(title)}"' if title else ""

    def _title(self, zone: Spot) -> str:
        names = (f"agency/{zone.agency}", f"zone/{zone.zone}", f"site/{zone.name}")
        return " ".join(self.titles[one] for one in names if one in self.titles)

    def _cell(self, one: Crossing) -> str:
        look = "" if one.kind == "closed" else f' class="k-{one.kind}"'
        if one.row == one.column:
            look = f' class="x-self k-{one.kind}"'
        text = escape(one.text)
        return f'<td{look}><a href="#{one.id}">{text}</a>' if one.passes else f"<td{look}>{text}"

    # --- zone by zone -------------------------------------------------------------------------------------------

    def _zone(self, zone: Spot, row: tuple[Crossing, ...]) -> Iterator[str]:
        number = self.matrix.number[zone.name]
        title = self._title(zone)
        blocks = " ".join(block for patch in zone.patches for block in patch.cidrs)
        head = f"{escape(zone.name)}{f' <small>{escape(title)}</small>' if title else ''}"
        yield f'<details class="x-zone"><summary>{head}</summary><div id="{self.matrix.anchor(zone.name)}">'
        if blocks:
            yield f"<p><code>{blocks}</code></p>"
        yield f"<h3>{self.say(words.REACHES)}</h3>"
        going = [one for one in row if one.passes]
        yield "".join(self._way(one) for one in going) or f"<p>{self.say(words.NOTHING)}</p>"
        yield f"<h3>{self.say(words.REACHED)}</h3><ul>"
        coming = [rows[number] for rows in self.matrix.rows if rows[number].passes]
        yield (
            "".join(
                f'<li><a href="#{one.id}">{escape(self.matrix.zones[one.row].name)}</a> {escape(one.traffic)}</li>'
                for one in coming
            )
            or f"<li>{self.say(words.NOTHING)}</li>"
        )
        yield "</ul>"
        yield from self._stopped([one for one in row if not one.passes])
        yield "</div></details>"

    def _way(self, one: Crossing) -> str:
        """Return the way to one zone: the flows that ask for it, and its hops with the lines that decide."""
        asked = "".join(f"<p>{self._flow(flow)}</p>" for flow in (one.pathway.flows if one.pathway else ()))
        ways = "".join(
            f"<h4>{self.say(words.PANEL['there'])}</h4><ol>{''.join(map(self._hop, each.trip.forward.hops))}</ol>"
            for each in (one.pathway.shown if one.pathway else ())
            if each.trip.forward.hops
        )
        name = f"{escape(self.matrix.zones[one.column].name)} <b>{escape(one.traffic)}</b>"
        kind = self.say(words.KINDS[one.kind])
        inside = f'<div id="{one.id}"><p>{kind}</p>{asked}{ways}</div>'
        return f'<details class="x-way k-{one.kind}"><summary>{name}</summary>{inside}</details>'

    def _flow(self, flow: str) -> str:
        known = self.matrix.flows.get(flow)
        places = ", ".join(str(place).rpartition(":")[0] for place in self.matrix.facts.pathways.asked_at.get(flow, ()))
        why = "" if known is None else f"{escape(known.why)}"
        return f"{why} <code>{escape(places)}</code>" if places else why

    def _hop(self, hop: Hop) -> str:
        places = ", ".join(dict.fromkeys(str(one.place).rpartition(":")[0] for one in hop.origins if one.place))
        mark = "" if hop.passes else ' class="x-stop"'
        return f"<li{mark}>{_coded(self.spoken(hop.text))}{f' <code>{escape(places)}</code>' if places else ''}</li>"

    def _stopped(self, row: list[Crossing]) -> Iterator[str]:
        """Yield what stops the rest: the first thing that does, and whom it keeps out of reach."""
        found = defaultdict[str, list[str]](list)
        for one in row:
            found[self._reason(one)].append(self.matrix.zones[one.column].name)
        yield f"<h3>{self.say(words.STOPPED)}</h3><ul>"
        for reason, names in found.items():
            shown = ", ".join(map(escape, names[:NAMED]))
            more = f", {self.say(words.EVERY_ZONE).format(len(names) - NAMED)}" if len(names) > NAMED else ""
            yield f"<li>{reason}<br><small>{shown}{more}</small></li>"
        yield "</ul>"

    def _reason(self, one: Crossing) -> str:
        shown = None if one.pathway is None or not one.pathway.shown else one.pathway.shown[0]
        stop = None if shown is None else shown.trip.blocker
        if shown is None or stop is None:
            return self.say(words.KINDS[one.kind])
        packet = shown.trip.forward.packet
        text = _coded(self.spoken(stop.text))
        for number in (packet.source, packet.destination):
            text = text.replace(address(packet.version, number), f"<i>{self.say(words.OTHER_END)}</i>")
        places = ", ".join(dict.fromkeys(str(place.place).rpartition(":")[0] for place in stop.origins if place.place))
        return f"{text} <code>{escape(places)}</code>" if places else text


def _coded(text: str) -> str:
    """Return a sentence with the names between its backticks as code."""
    parts = (f"<code>{escape(part)}</code>" if at % 2 else escape(part) for at, part in enumerate(text.split("`")))
    return "".join(parts)
