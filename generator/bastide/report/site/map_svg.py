"""The platform map as one SVG: pictures, boxes, lines and labels from a layout, all words in one language."""

from collections.abc import Iterator, Mapping

from bastide.model.control import Wording
from bastide.model.proof import Standing
from bastide.report.site import map_ink as ink
from bastide.report.site import map_words as words
from bastide.report.site.map_box import CARD, Artist
from bastide.report.site.map_facts import Facts, Lane, Link, Tie
from bastide.report.site.map_grid import COLUMNS, LEAD, Frame
from bastide.report.site.map_layout import Layout
from bastide.report.site.map_route import Bundle
from bastide.report.site.map_text import cut, width

MARGIN, HEAD = 20.0, 34.0
"""Pixels round the map, and above a region's networks for its name."""
MIDDLE = (MARGIN, MARGIN + HEAD)
"""Where on the sheet the layout begins."""
APART = 96.0
"""Pixels between the two regions."""
NAMED = 9
"""How many stores are named that have a copy in the other region."""
ENDS = {
    Tie.SERVICE: "quiet",
    Tie.UNDECLARED: "bad",
    Tie.BLOCKED: "bad",
    Tie.VACANT: "doubt",
    Tie.UNKNOWN: "doubt",
    Tie.REACH: "good",
}
LEGEND = 28.0


def svg(facts: Facts, *, zh: bool, targets: Mapping[str, str]) -> str:
    """Return the map; `targets` are the addresses that zones lead to, by name."""
    artist = Artist(zh, facts.pathways.titles, targets)
    return "".join(_Sheet(Layout(facts, artist), artist).parts())


class _Sheet:
    """One map on its way to paper."""

    def __init__(self, layout: Layout, artist: Artist) -> None:
        self.layout, self.artist, self.facts = layout, artist, layout.facts
        self.low = max((layout.bottom(key) for key in layout.at), default=100.0)
        self.right = layout.end + 16
        self.wide = self.right
        self.tall = max(self.low, *(frame.bottom for frame in layout.frames)) if layout.frames else self.low

    def say(self, wording: Wording) -> str:
        return self.artist.say(wording)

    def parts(self) -> Iterator[str]:
        back = [*self._regions(), *self._frames()]
        boxes = [self._box(key) for key in self.layout.at]
        recovery = list(self._recovery())
        lines = [self._link(bundle, one) for bundle in self._ordered() for one in bundle.links]
        labels = [self._label(bundle) for bundle in self._ordered()]
        legend = list(self._legend())
        wide, tall = self.wide + 2 * MARGIN, self.tall + 2 * MARGIN + HEAD + LEGEND + 24
        platform = self.facts.pathways.titles.get("platform") or self.facts.intent.platform
        said = self.say(words.DESCRIPTION).format(zones=len(self.facts.spots), name=platform)
        size = f'viewBox="0 0 {wide:.0f} {tall:.0f}" width="{wide:.0f}" height="{tall:.0f}"'
        names = f'aria-labelledby="map-title map-said" lang="{"zh" if self.artist.zh else "en"}"'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="map" {size} role="group" {names}>'
            f'<title id="map-title">{ink.escape(self.say(words.TITLE))}</title>'
            f'<desc id="map-said">{ink.escape(said)}</desc>'
        )
        yield ink.symbols()
        yield ink.group((*back, *recovery, *boxes, *lines, *labels, *legend), at=MIDDLE)
        yield "</svg>"

    def _ordered(self) -> list[Bundle]:
        """Return the bundles, what should not be last, so that nothing lies over it."""
        return sorted(self.layout.bundles, key=lambda one: (one.links[0].tie in words.SIGNS, one.number))

    # --- what lies below ----------------------------------------------------------------------------------------

    def _regions(self) -> Iterator[str]:
        x = self.layout.left[Lane.EDGE] - 26
        regions = self.facts.intent.regions
        yield ink.rect(x, -HEAD, (self.right - x, self.tall + HEAD + 12), "m-region", round_=12)
        name = self.say(words.REGION).format(regions[0]) if regions else ""
        yield ink.text(x + 16, -HEAD + 23, name, "m-place")
        outside = [one for one in self.facts.sites if one.lane is Lane.OUTSIDE]
        if outside:
            yield ink.text(2, -HEAD + 23, self.say(words.LANES[Lane.OUTSIDE]), "m-place")

    def _frames(self) -> Iterator[str]:
        x, right = self.layout.left[Lane.EDGE] - 14, self.right - 12
        for number, frame in enumerate(self.layout.frames):
            if number:
                yield from self._strip(self.layout.frames[number - 1], frame, (x, right))
            yield ink.rect(x, frame.top, (right - x, frame.bottom - frame.top), "m-network", round_=10)
            for lane in COLUMNS:
                if frame.columns[lane]:
                    middle = self.layout.left[lane] + self.layout.wide[lane] / 2
                    top = frame.top + 34
                    size = self.layout.wide[lane] + 16, max(frame.foot - top - 6, 10)
                    yield ink.rect(middle - size[0] / 2, top, size, "m-lane", round_=8)
                    yield ink.text(middle, frame.top + 25, self.say(words.LANES[lane]), "m-lane-name", anchor="middle")
            if frame.band:
                top = frame.shelf - 12
                yield ink.rect(x + 8, top, (right - x - 16, frame.bottom - top - 8), "m-lane", round_=8)
                yield ink.text(x + 20, frame.bottom - 18, self.say(words.SHARED), "m-lane-name")
            yield ink.text(right - 20, frame.bottom - 18, self._side(number, frame), "m-soft", anchor="end")

    def _side(self, number: int, frame: Frame) -> str:
        name = self.say(words.NETWORK).format(frame.network)
        if len(self.layout.frames) != 2:  # noqa: PLR2004 - an outer and an inner side
            return name
        return f"{self.say(words.INNER_SIDE if number else words.OUTER_SIDE)} · {name}"

    def _strip(self, above: Frame, below: Frame, ends: tuple[float, float]) -> Iterator[str]:
        """Yield what keeps two networks apart: how many pairs were proven shut, and the ferries across."""
        zones = [
            {spot.name for one in self.facts.sites if one.network == frame.network for spot in one.spots}
            for frame in (above, below)
        ]
        cells = [one for one in self.facts.proof.cells if {one.source} & zones[0] and {one.destination} & zones[1]]
        cells += [one for one in self.facts.proof.cells if {one.source} & zones[1] and {one.destination} & zones[0]]
        shut = sum(one.standing is Standing.CLOSED for one in cells)
        middle = (above.bottom + below.top) / 2
        yield ink.line(((ends[0], middle), (ends[1], middle)), "m-wall" if shut == len(cells) else "m-wall m-broken")
        said = self.say(words.NO_WAY if shut == len(cells) else words.SOME_WAY)
        told = said.format(len(cells)) if shut == len(cells) else said.format(len(cells) - shut, len(cells))
        size = width(told, 12) + 46
        yield ink.rect(ends[0] + 24, middle - 13, (size, 26), "m-plate", round_=13)
        yield ink.icon(ends[0] + 34, middle - 7, "lock")
        yield ink.text(ends[0] + 54, middle + 4, told, "m-item")
        x = ends[0] + 24 + size + 40
        for one in self.facts.intent.ferries:
            down = self._stands(one.source, zones[0])
            start, end = (above.bottom + 4, below.top - 4) if down else (below.top - 4, above.bottom + 4)
            told = self.say(words.FERRY).format(one.name, one.source, one.destination)
            yield ink.line(((x, start), (x, end)), "m-line m-ferry", end="plain")
            size = width(told, 11) + 14
            yield ink.rect(x + 8, middle - 11, (size, 22), "m-plate", round_=4)
            yield ink.text(x + 15, middle + 4, told, "m-item")
            x += size + 50

    def _stands(self, store: str, zones: set[str]) -> bool:
        return any(one.name == store and one.zone in zones for one in self.facts.intent.stores)

    def _recovery(self) -> Iterator[str]:
        """Yield the other region: what stands there, and of which stores it keeps copies."""
        sites = [one for one in self.facts.sites if one.lane is Lane.RECOVERY]
        copied = [one for one in self.facts.intent.stores if one.copy_to_dr or one.copies]
        if not sites and not copied:
            return
        x, y = self.right + APART, 34.0
        boxes = list[str]()
        for one in sites:
            boxes.append(ink.group([self.layout.boxes[one.key].ink], at=(x + 14, y)))
            y += self.layout.boxes[one.key].height + 18
        if copied:
            boxes.append(ink.group(self._copies([one.name for one in copied]), at=(x + 14, y)))
            y += 52 + 18 * min(len(copied), NAMED + 1)
        regions = self.facts.intent.regions
        name = regions[1] if len(regions) > 1 else ""
        self.tall = max(self.tall, y)
        wide = CARD + 28
        yield ink.rect(x, -HEAD, (wide, y + HEAD + 12), "m-region m-far", round_=12)
        yield ink.text(
            x + 16, -HEAD + 23, cut(self.say(words.RECOVERY_REGION).format(name), wide - 24, 14.5), "m-place"
        )
        yield ink.rect(x + 6, 0, (wide - 12, y + 4), "m-network", round_=10)
        yield ink.text(x + wide / 2, 24, self.say(words.LANES[Lane.RECOVERY]), "m-lane-name", anchor="middle")
        yield from boxes
        self.wide = x + wide
        if copied:
            level = y - 30
            yield ink.line(((self.right, level), (x, level)), "m-line m-copy", end="plain")
            yield ink.text(
                (self.right + x) / 2 - 4, level - 7, self.say(words.COPIED), "m-label m-halo", anchor="middle"
            )

    def _copies(self, names: list[str]) -> Iterator[str]:
        shown = names if len(names) <= NAMED + 1 else names[:NAMED]
        lines = [*shown, *([self.say(words.MORE).format(len(names) - NAMED)] if len(shown) < len(names) else [])]
        yield ink.rect(0, 0, (CARD, 40 + 18 * len(lines)), "m-card m-plain", round_=8)
        yield ink.icon(12, 11, "again")
        yield ink.text(32, 23, self.say(words.COPIES).format(len(names)), "m-name")
        for at, name in enumerate(lines):
            yield ink.text(32, 44 + 18 * at, cut(name, CARD - 44, 12), "m-item")

    # --- what lies above ----------------------------------------------------------------------------------------

    def _box(self, key: str) -> str:
        x, y = self.layout.at[key]
        return ink.group([self.layout.boxes[key].ink], "m-box", at=(x, y))

    def _link(self, bundle: Bundle, one: Link) -> str:
        end = ENDS.get(one.tie, "plain")
        drawn = ink.line(self.layout.points(bundle, one), f"m-line m-{one.tie}", end=end)
        said = f"{one.source} → {one.target}: {', '.join(one.spans)}; {self.say(words.TIES[one.tie])}"
        ends = f' data-from="{ink.escape(one.source)}" data-to="{ink.escape(one.target)}"'
        return ink.group([f"<title>{ink.escape(said)}</title>", drawn], "m-link", more=ends)

    def _label(self, bundle: Bundle) -> str:
        one = bundle.links[0]
        found = self.layout.way(one)
        side = found.leaves if bundle.out else found.arrives
        x, y = self.layout.port(bundle, bundle.hub, side)
        lines = self.layout.label(bundle)
        arrow = 0 if bundle.out else 10
        look = f"m-tag m-halo m-{one.tie}"
        if side == "top":
            first = y - arrow - 8 - LEAD * (len(lines) - 1)
            texts = [ink.text(x + 7, first + LEAD * at, said, look) for at, said in enumerate(lines)]
        else:
            anchor = "end" if side == "left" else ""
            near = x - arrow - 5 if side == "left" else x + arrow + 5
            first = y - 5 - LEAD * (len(lines) - 1)
            texts = [ink.text(near, first + LEAD * at, said, look, anchor=anchor) for at, said in enumerate(lines)]
        return ink.group(texts, "m-link", more=f' data-hub="{ink.escape(bundle.hub)}"')

    def _legend(self) -> Iterator[str]:
        """Yield what the lines and pictures mean that this map has."""
        y = self.tall + 34
        x = 2.0
        yield ink.text(x, y + 4, self.say(words.LEGEND), "m-place")
        x += width(self.say(words.LEGEND), 14) + 24
        ties = dict.fromkeys(one.links[0].tie for one in self._ordered())
        for tie in (one for one in words.TIES if one in ties):
            yield ink.line(((x, y), (x + 34, y)), f"m-line m-{tie}", end=ENDS.get(tie, "plain"))
            said = (
                f"{words.SIGNS[tie]} {self.say(words.TIES[tie])}" if tie in words.SIGNS else self.say(words.TIES[tie])
            )
            yield ink.text(x + 42, y + 4, said, "m-item")
            x += 42 + width(said, 12) + 26
        kinds = dict.fromkeys(store.kind for store in self.facts.intent.stores)
        for kind in (one for one in words.KINDS if one in kinds):
            said = self.say(words.KINDS[kind])
            yield ink.icon(x, y - 7, kind)
            yield ink.text(x + 19, y + 4, said, "m-item")
            x += 19 + width(said, 12) + 22
        self.wide = max(self.wide, x)
