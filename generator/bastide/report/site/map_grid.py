"""Where the boxes of the map stand: in columns by exposure, networks above each other, what all share below."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bastide.model.platform import EGRESS, FIREWALL_ZONES
from bastide.report.site.map_box import Artist, Box
from bastide.report.site.map_facts import Facts, Lane, Link, Site
from bastide.report.site.map_order import spread, swept
from bastide.report.site.map_route import Bundle, Way, bundles, way
from bastide.report.site.map_text import width
from bastide.report.site.map_words import MARKS, OWN, SIGNS

TRACK, GAP, ROOM = 11.0, 26.0, 30.0
"""Pixels between tracks, between boxes, and for a heading."""
LETTER, LEAD = 10.5, 12.5
"""The size of a label, and the height of one of its lines, in pixels."""
COLUMNS = (Lane.EDGE, Lane.APP, Lane.DATA)
STRIP = 60.0
"""The height of what keeps two networks apart."""
Point = tuple[float, float]


@dataclass
class Frame:
    """One network: its boxes by column, its band of shared zones, and where it stands."""

    network: str
    columns: dict[Lane, list[Site]]
    band: list[Site]
    top: float = 0
    cards: float = 0
    foot: float = 0
    shelf: float = 0
    bottom: float = 0


@dataclass
class Grid:
    """The boxes of a map with their corners, and the bundles of lines that they have to leave room for."""

    facts: Facts
    artist: Artist
    boxes: dict[str, Box] = field(default_factory=dict)
    at: dict[str, list[float]] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    left: dict[Lane, float] = field(default_factory=dict)
    wide: dict[Lane, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sites = {one.key: one for one in self.facts.sites}
        self._frame()
        self.bundles = bundles([one for one in self.facts.links if self._drawn(one)], self.way)
        self._size()
        self._rows()
        self._heights()

    def _drawn(self, link: Link) -> bool:
        lanes = {self.sites[link.source].lane, self.sites[link.target].lane}
        return Lane.RECOVERY not in lanes and link.source != link.target

    # --- what stands where in which order -----------------------------------------------------------------------

    def _frame(self) -> None:
        networks = dict.fromkeys(one.network for one in self.facts.sites if one.lane in COLUMNS)
        outer = {one.network for one in self.facts.sites if any(spot.exposure == "internet" for spot in one.spots)}
        for network in sorted(networks, key=lambda one: (one not in outer, one)):
            mine = [one for one in self.facts.sites if one.network == network and one.lane in COLUMNS]
            columns = {lane: [one for one in mine if one.lane is lane and not one.shared] for lane in COLUMNS}
            band = sorted((one for one in mine if one.shared), key=lambda one: (under(one), one.key))
            self.frames.append(Frame(network, columns, band))

    def way(self, link: Link) -> Way:
        """Return how a link runs."""
        return way(self.sites[link.source], self.sites[link.target], self._beside)

    def _beside(self, source: str, target: str) -> int:
        for frame in self.frames:
            keys = [one.key for one in frame.band]
            if source in keys and target in keys:
                step = keys.index(target) - keys.index(source)
                return step if abs(step) == 1 else 0
        return 0

    def ends(self, bundle: Bundle) -> Iterator[tuple[Link, Way, str, str, bool]]:
        """Yield both ends of each link: the link, its way, the box, the side, and whether it is the source."""
        for one in bundle.links:
            found = self.way(one)
            yield one, found, one.source, found.leaves, True
            yield one, found, one.target, found.arrives, False

    def room(self, bundle: Bundle, key: str) -> Point:
        """Return the width and height of a bundle's label at a box: nothing except at its hub."""
        if key != bundle.hub:
            return 0.0, 0.0
        lines = self.label(bundle)
        return max(width(one, LETTER, mono=True) for one in lines), LEAD * len(lines)

    def label(self, bundle: Bundle) -> tuple[str, ...]:
        """Return the lines of a label, with a word where what it names should not be so."""
        tie = bundle.links[0].tie
        mark = (f"{SIGNS[tie]} {self.artist.say(MARKS[tie])}",) if tie in MARKS else ()
        own = (self.artist.say(OWN),) if bundle.links[0].own else ()
        return (*mark, *bundle.label, *own)

    def _size(self) -> None:
        need = defaultdict[tuple[str, str], float](float)
        for bundle in self.bundles:
            for key, side in dict.fromkeys((key, side) for _, _, key, side, _ in self.ends(bundle)):
                need[key, side] += self.room(bundle, key)[1] + 9
        for site in self.facts.sites:
            least = max(need[site.key, "left"], need[site.key, "right"]) + 16
            self.boxes[site.key] = self.artist.box(site, least, self._inner(site))

    def _inner(self, site: Site) -> tuple[Link, ...]:
        """Return what passes between the zones of one place."""
        return tuple(one for one in self.facts.links if one.source == one.target == site.key)

    def _rows(self) -> None:
        near = defaultdict[str, set[str]](set)
        for one in self.facts.links:
            near[one.source].add(one.target)
            near[one.target].add(one.source)
        for frame in self.frames:
            names = [[one.key for one in frame.columns[lane]] for lane in COLUMNS]
            swept(names, near)
            for lane, keys in zip(COLUMNS, names, strict=True):
                frame.columns[lane] = [self.sites[key] for key in keys]
        self.near = near

    # --- heights ------------------------------------------------------------------------------------------------

    def _heights(self) -> None:
        """Place boxes from top to bottom: networks below each other, in each its columns, below them its band."""
        top = 0.0
        for number, frame in enumerate(self.frames):
            frame.top = top + (STRIP if number else 0)
            above, below = (self._count(number, side) for side in ("above", "below"))
            frame.cards = frame.top + 2 * ROOM + TRACK * above + (6 if above else 0)
            self._column_heights(frame)
            tall = max((self.bottom(one.key) for lane in COLUMNS for one in frame.columns[lane]), default=frame.cards)
            labels = max((self.room(one, site.key)[1] for one in self.bundles for site in frame.band), default=0)
            frame.foot = tall + 20
            frame.shelf = frame.foot + TRACK * below + (labels + 20 if below else 0) + (24 if frame.band else 0)
            for one in frame.band:
                self.at[one.key] = [0, frame.shelf]
            frame.bottom = max((self.bottom(one.key) + 34 for one in frame.band), default=tall + 40)
            top = frame.bottom
        self._outside_heights(top)
        for place in self.at.values():  # so that all lines fall on whole pixels
            place[1] = round(place[1])

    def _column_heights(self, frame: Frame) -> None:
        for lane in COLUMNS:
            y = frame.cards
            for one in frame.columns[lane]:
                self.at[one.key] = [0, y]
                y += self.boxes[one.key].height + GAP
        for turn in range(6):
            for lane in COLUMNS if turn % 2 == 0 else reversed(COLUMNS):
                self._settle(frame.columns[lane], {one.key for each in frame.columns.values() for one in each})
        first = min((self.at[one.key][1] for each in frame.columns.values() for one in each), default=frame.cards)
        for one in (one for each in frame.columns.values() for one in each):
            self.at[one.key][1] += frame.cards - first

    def _settle(self, sites: Sequence[Site], among: set[str]) -> None:
        """Move the boxes of a column towards those that they have lines with."""
        if not sites:
            return
        wanted = [self._middle([one for one in self.near[site.key] if one in among], site.key) for site in sites]
        starts = spread(wanted, [self.boxes[one.key].height for one in sites], GAP)
        for one, start in zip(sites, starts, strict=True):
            self.at[one.key][1] = round(start)

    def _middle(self, keys: Sequence[str], own: str) -> float:
        found = sorted(self.at[key][1] + self.boxes[key].height / 2 for key in keys or (own,))
        return sum(found) / len(found)

    def _outside_heights(self, bottom: float) -> None:
        sites = [one for one in self.facts.sites if one.lane is Lane.OUTSIDE]
        inside = {one.key for frame in self.frames for lane in COLUMNS for one in frame.columns[lane]}
        for one in sites:
            self.at[one.key] = [0, bottom / 2 - self.boxes[one.key].height / 2]
        wanted = {one.key: self._middle([key for key in self.near[one.key] if key in inside], one.key) for one in sites}
        sites.sort(key=lambda one: (wanted[one.key], one.key))
        heights = [self.boxes[one.key].height for one in sites]
        starts = spread([wanted[one.key] for one in sites], heights, GAP)
        lift = max(0.0, (self.frames[0].cards if self.frames else 0) - min(starts, default=0))
        for one, start in zip(sites, starts, strict=True):
            self.at[one.key][1] = round(start + lift)

    def _count(self, number: int, side: str) -> int:
        return len(
            {bundle.number for bundle in self.bundles for _, found, _ in self.along(bundle, number) if found == side}
        )

    def along(self, bundle: Bundle, number: int) -> Iterator[tuple[Link, str, Way]]:
        """Yield the links of a bundle that run through a corridor of a network."""
        for one in bundle.links:
            found = self.way(one)
            if found.corridor and self.home(one, found) == number:
                yield one, found.corridor, found

    def home(self, link: Link, found: Way) -> int:
        """Return the network whose corridor a link runs through: that of the box that it needs it for."""
        key = link.source if found.leaves == "top" or self.sites[link.target].lane is Lane.OUTSIDE else link.target
        return next(number for number, one in enumerate(self.frames) if one.network == self.sites[key].network)

    def bottom(self, key: str) -> float:
        """Return where a box ends."""
        return self.at[key][1] + self.boxes[key].height


def under(site: Site) -> Lane:
    """Return the column below which a shared zone stands."""
    zone = site.spots[0].zone
    if site.spots[0].bastion:
        return Lane.DATA
    return Lane.EDGE if zone == EGRESS or zone in FIREWALL_ZONES else Lane.APP
