"""The boxes of the map: a zone with its subnets, workloads and stores, a crowd of zones, a place outside."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from bastide.model.control import Wording
from bastide.model.intent import DeclaredStore
from bastide.model.pathways import Patch
from bastide.model.platform import EGRESS, RECOVERY
from bastide.report.site import map_words as words
from bastide.report.site.map_facts import Lane, Link, Site, Spot
from bastide.report.site.map_family import families
from bastide.report.site.map_ink import escape, icon, link, rect, told
from bastide.report.site.map_ink import text as written
from bastide.report.site.map_text import cut, width

CARD, PLACE, PAD = 236.0, 176.0, 12.0
LINE = 19.0
"""The height of a line of a list, in pixels."""
LISTED = 6
"""How many workloads or stores of one zone are named; the rest are counted."""
FIRST = 42.0
"""The baseline of the first line below a name."""
CHIP = 20.0


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its size, drawn with its upper left corner at 0, 0; `chips` are its zones: middle, half the width."""

    width: float
    height: float
    ink: str
    chips: tuple[tuple[str, float, float, float], ...] = ()


@dataclass(frozen=True)
class Artist:
    """Draws boxes in a language; `target` gives the address that a zone's name leads to."""

    zh: bool
    titles: Mapping[str, str]
    targets: Mapping[str, str]

    def say(self, wording: Wording) -> str:
        """Return a text in the language of the map."""
        return wording.zh if self.zh else wording.en

    def box(self, site: Site, least: float = 0, inner: Sequence[Link] = ()) -> Box:
        """Return the box of a place, at least so high that all lines that end there find room.

        `inner` is what passes between its own zones.
        """
        if site.lane is Lane.OUTSIDE:
            return self._outside(site.spots[0], least)
        return self._crowd(site, least, inner) if site.crowd else self._card(site.spots[0], least)

    def title(self, spot: Spot) -> str:
        """Return what people call a zone, besides its name; empty if nothing else."""
        known = words.NAMES.get(spot.zone)
        found = [self.titles.get(f"agency/{spot.agency}", ""), self.titles.get(f"zone/{spot.zone}", "")]
        if known is not None and spot.zone not in ("internet", "on-premises"):
            found.append(self.say(known))
        if spot.bastion:
            found.append(self.say(words.BASTION))
        return " · ".join(one for one in found if one)

    def _outside(self, spot: Spot, least: float) -> Box:
        known = words.NAMES.get(spot.name)
        lines = list[str]()
        if spot.joined:
            block, via, peak, devices = spot.joined
            way = words.WAYS.get(via)
            rate = f" · {peak} Mbit/s" if peak != "0" else ""
            lines = [block, f"{via if way is None else self.say(way)}{rate}"]
            lines += [self.say(words.DEVICES).format(devices)] if devices != "0" else []
        picture = "globe" if spot.name == "internet" else "tower" if len(lines) > 2 else "building"  # noqa: PLR2004
        title = self.titles.get(f"site/{spot.name}", "")
        name = spot.name if known is None else self.say(known)
        height = max(least, 40 + (15 if title else 0) + 15 * len(lines))
        parts = [rect(0, 0, (PLACE, height), "m-out", round_=8), icon(11, 12, picture)]
        parts.append(written(32, 24, cut(name, PLACE - 42, 14), "m-name"))
        below = [
            *([(title, "m-soft")] if title else []),
            *((one, "m-mono" if at == 0 else "m-soft") for at, one in enumerate(lines)),
        ]
        for at, (said, look) in enumerate(below):
            parts.append(written(32, 42 + 15 * at, cut(said, PLACE - 42, 11), look))
        tip = ", ".join((name, *(said for said, _ in below)))
        return Box(
            PLACE,
            height,
            link(parts, self.targets[spot.name], tip, _zone(spot.name)),
            ((spot.name, PLACE / 2, 20, PLACE / 2),),
        )

    def _card(self, spot: Spot, least: float) -> Box:
        parts = [written(PAD, 24, cut(spot.name, CARD - 2 * PAD, 14), "m-name")]
        y = FIRST
        for said in self._about(spot):
            parts.append(
                written(
                    PAD + (19 if y == FIRST and spot.exposure else 0), y, cut(said, CARD - 2 * PAD - 19, 11), "m-soft"
                )
            )
            y += 16
        if spot.exposure:
            parts.append(icon(PAD, 31, _picture(spot)))
        y -= 4
        drawn = list(self._subnets(spot.patches, y))
        parts += drawn
        y += 38 * ceil(len(spot.patches) / 2)
        rows = list(self._rows(spot))
        for picture, name, said, tip in rows:
            y += LINE
            room = CARD - 2 * PAD - 20 - (width(said, 11) + 8 if said else 0)
            row = [icon(PAD, y - 11, picture), written(PAD + 20, y, cut(name, room, 12), "m-item")]
            row += [written(CARD - PAD, y, said, "m-soft", anchor="end")] if said else []
            parts.append(told(row, tip))
        height = max(least, y + (PAD if rows else 4))
        frame = rect(0, 0, (CARD, height), f"m-card m-{spot.exposure or 'plain'}", round_=8)
        band = _band(CARD, spot.exposure)
        tip = ", ".join((spot.name, *self._about(spot)))
        ink = link([frame, band, *parts], self.targets[spot.name], tip, _zone(spot.name))
        return Box(CARD, height, ink, ((spot.name, CARD / 2, 20, CARD / 2),))

    def _about(self, spot: Spot) -> Iterator[str]:
        exposure = words.EXPOSURES.get(spot.exposure)
        title = self.title(spot)
        said = self.say(exposure) if exposure else spot.exposure
        both = " · ".join(one for one in (said, title) if one)
        if width(both, 11) <= CARD - 2 * PAD - 19:
            yield both
        else:
            yield said
            yield title

    def _subnets(self, patches: Sequence[Patch], top: float) -> Iterator[str]:
        half = (CARD - 2 * PAD - 6) / 2
        for at, one in enumerate(patches):
            x, y = PAD + (half + 6) * (at % 2), top + 38 * (at // 2)
            zone = f"AZ {one.availability_zone.removeprefix(one.region) or '?'}"
            blocks = " ".join(one.cidrs)
            parts = [
                rect(x, y, (half, 32), "m-subnet", round_=4),
                written(x + 7, y + 13, zone, "m-tiny"),
                written(x + 7, y + 26, cut(blocks, half - 10, 10, mono=True), "m-mono"),
            ]
            yield told(parts, f"{one.name}, {one.availability_zone}, {blocks}")

    def _rows(self, spot: Spot) -> Iterator[tuple[str, str, str, str]]:
        """Yield what stands in a zone: picture, name, a word at the end of the line, and all of it in words."""
        for name in spot.workloads[:LISTED]:
            yield "gear", name, "", name
        if len(spot.workloads) > LISTED:
            yield "gear", self._more(len(spot.workloads) - LISTED), "", ", ".join(spot.workloads[LISTED:])
        for one in spot.stores[:LISTED]:
            yield one.kind, one.name, self.class_of(one), f"{one.name}: {self.kind_of(one)}, {self.class_of(one)}"
        if len(spot.stores) > LISTED:
            rest = spot.stores[LISTED:]
            yield rest[0].kind, self._more(len(rest)), "", ", ".join(one.name for one in rest)

    def _more(self, number: int) -> str:
        return self.say(words.MORE).format(number)

    def class_of(self, store: DeclaredStore) -> str:
        """Return the word for a store's class."""
        known = words.CLASSES.get(store.data_class)
        return store.data_class if known is None else self.say(known)

    def kind_of(self, store: DeclaredStore) -> str:
        """Return the word for a store's kind."""
        known = words.KINDS.get(store.kind)
        return store.kind if known is None else self.say(known)

    def _crowd(self, site: Site, least: float, inner: Sequence[Link]) -> Box:
        rows = families(site)
        short = {spot.name: label for row in rows for spot, label in row[1]}
        chip = min(max(max(width(one, 11) for one in short.values()) + 30, 52), 132)
        head = max((width(name, 11) + 10 for name, _ in rows), default=0) if any(name for name, _ in rows) else 0
        most = max(len(row) for _, row in rows)
        wide = max(CARD, 2 * PAD + head + most * (chip + 5) - 5)
        first = site.spots[0]
        lines = [*self._summary(site, wide - 2 * PAD - 19), *(self._among(one) for one in inner)]
        parts = [written(PAD, 24, cut(site.name, wide - 2 * PAD, 14), "m-name")]
        if first.exposure:
            parts.append(icon(PAD, 31, _picture(first)))
        for at, said in enumerate(lines):
            parts.append(
                written(
                    PAD + (19 if at == 0 and first.exposure else 0),
                    42 + 16 * at,
                    cut(said, wide - 2 * PAD - 19, 11),
                    "m-soft",
                )
            )
        y = 42.0 + 16 * len(lines) - 6
        chips = list[tuple[str, float, float, float]]()
        for name, row in rows:
            if name:
                parts.append(written(PAD, y + 14, name, "m-soft"))
            for at, (spot, label) in enumerate(row):
                x = PAD + head + at * (chip + 5)
                parts.append(self._chip(spot, label, (x, y), chip))
                chips.append((spot.name, x + chip / 2, y + CHIP / 2, chip / 2))
            y += CHIP + 4
        height = max(least, y + PAD - 4)
        look = f"m-{first.exposure or 'plain'}"
        frame = rect(0, 0, (wide, height), f"m-card {look}", round_=8)
        under = rect(5, 5, (wide, height), "m-under", round_=8)
        band = _band(wide, first.exposure)
        return Box(wide, height, "".join((under, frame, band, *parts)), tuple(chips))

    def _chip(self, spot: Spot, label: str, at: tuple[float, float], wide: float) -> str:
        parts = [rect(*at, (wide, CHIP), "m-chip", round_=4)]
        parts.append(written(at[0] + 6, at[1] + 14, cut(label, wide - 28, 11), "m-label"))
        if spot.stores:
            parts.append(icon(at[0] + wide - 18, at[1] + 3, spot.stores[0].kind, "m-small"))
        blocks = [block for patch in spot.patches for block in patch.cidrs]
        stores = [f"{one.name} ({self.kind_of(one)}, {self.class_of(one)})" for one in spot.stores]
        tip = ", ".join(one for one in (spot.name, self.title(spot), *blocks, *spot.workloads, *stores) if one)
        return link(parts, self.targets[spot.name], tip, _zone(spot.name))

    def _among(self, link: Link) -> str:
        sign = f"{words.SIGNS[link.tie]} {self.say(words.MARKS[link.tie])} " if link.tie in words.SIGNS else "↻ "
        return sign + self.say(words.AMONG).format(", ".join(link.spans), len(link.pairs))

    def _summary(self, site: Site, room: float) -> Iterator[str]:
        spots = site.spots
        exposure = words.EXPOSURES.get(spots[0].exposure)
        count = words.EACH if all(one.agency for one in spots) else words.MANY
        parts = [self.say(exposure)] if exposure else []
        yield " · ".join((*parts, self.say(count).format(len(spots))))
        patches = [patch for one in spots for patch in one.patches]
        zones = sorted({one.availability_zone.removeprefix(one.region) for one in patches})
        yield self.say(words.SUBNETS).format(len(patches), " ".join(zones))
        stores = [store for one in spots for store in one.stores]
        if stores:
            kinds = Counter(f"{self.kind_of(one)} · {self.class_of(one)}" for one in stores)
            listed = ", ".join(words.TIMES.format(kind, number) for kind, number in sorted(kinds.items()))
            yield from _folded(self.say(words.STORES).format(len(stores), listed), room)


def _folded(text: str, room: float) -> Iterator[str]:
    """Yield a list on as many lines as it takes."""
    line = ""
    for part in text.split(", "):
        longer = f"{line}, {part}" if line else part
        if line and width(longer, 11) > room:
            yield f"{line},"
            longer = part
        line = longer
    yield line


def _band(wide: float, exposure: str) -> str:
    """Return the coloured edge of a box, which repeats what its picture and its words say."""
    edge = f"M8 0H{wide - 8:.1f}Q{wide:.1f} 0 {wide:.1f} 8H0Q0 0 8 0z"
    return f'<path d="{edge}" class="m-band m-{exposure or "plain"}"/>'


def _zone(name: str) -> str:
    return f' class="m-zone" data-zone="{escape(name)}"'


def _picture(spot: Spot) -> str:
    if spot.bastion:
        return "key"
    special = {EGRESS: "globe", RECOVERY: "again"}
    return special.get(spot.zone) or {"internet": "globe", "internal": "house"}.get(spot.exposure, "lock")
