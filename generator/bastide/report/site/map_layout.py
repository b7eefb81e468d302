"""Lines on the map: where they touch the boxes, and the tracks on which they run between them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bastide.report.site.map_facts import Lane, Link
from bastide.report.site.map_grid import COLUMNS, TRACK, Grid, Point, under
from bastide.report.site.map_order import Run, spread, tracks
from bastide.report.site.map_route import Bundle, Way

STUB = 18.0
"""Pixels from a box to its channel's first track."""


@dataclass
class Layout(Grid):
    """A map laid out: boxes with their corners, lines with their points, labels with their places."""

    ports: dict[tuple[int, str, str], float] = field(default_factory=dict)
    lines: dict[tuple[int, int], float] = field(default_factory=dict)
    shelves: dict[tuple[int, str, str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._port()
        self._channels()
        self._shelve()

    def _port(self) -> None:
        """Give each bundle a port at each side of a box that it touches, in the order of where it goes."""
        sides = defaultdict[tuple[str, str], dict[int, list[float]]](dict)
        for bundle in self.bundles:
            for one, found, key, side, leaves in self.ends(bundle):
                other = one.target if leaves else one.source
                aim = {"above": -1e6, "below": 1e6}.get(
                    found.corridor, self.at[other][1] + self.boxes[other].height / 2
                )
                sides[key, side].setdefault(bundle.number, []).append(aim)
        for (key, side), aims in sides.items():
            means = {number: sum(each) / len(each) for number, each in aims.items()}
            order = sorted(means, key=lambda number: (means[number], number))
            rooms = [self.room(self.bundles[number], key) for number in order]
            if side == "top":
                self._port_top(key, order, [room[0] + 22 for room in rooms])
                continue
            heights = [room[1] + 9 for room in rooms]
            y = self.at[key][1] + (self.boxes[key].height - sum(heights)) / 2
            for number, height in zip(order, heights, strict=True):
                y += height
                self.ports[number, key, side] = round(y - 4)
        self._level()

    def _port_top(self, key: str, order: Sequence[int], wide: Sequence[float]) -> None:
        x = (self.boxes[key].width - sum(wide)) / 2
        for number, one in zip(order, wide, strict=True):
            self.ports[number, key, "top"] = round(x + 8)
            x += one

    def _level(self) -> None:
        """Straighten lines between two boxes that are almost level, where nothing else is in the way."""
        taken = defaultdict[tuple[str, str], list[float]](list)
        for (_, key, side), y in self.ports.items():
            taken[key, side].append(y)
        for bundle in self.bundles:
            (one, *others), found = bundle.links, self.way(bundle.links[0])
            if others or found.corridor or "top" in (found.leaves, found.arrives):
                continue
            start, end = (bundle.number, one.source, found.leaves), (bundle.number, one.target, found.arrives)
            if found.leaves == found.arrives:
                continue
            for moved, fixed in ((start, end), (end, start)):
                if self._fits(moved, self.ports[fixed], taken[moved[1], moved[2]]):
                    taken[moved[1], moved[2]].remove(self.ports[moved])
                    self.ports[moved] = self.ports[fixed]
                    taken[moved[1], moved[2]].append(self.ports[moved])
                    break

    def _fits(self, port: tuple[int, str, str], y: float, taken: Sequence[float]) -> bool:
        height = self.room(self.bundles[port[0]], port[1])[1] + 9
        others = [one for one in taken if one != self.ports[port]]
        inside = self.at[port[1]][1] + height <= y <= self.bottom(port[1]) - 8
        return inside and all(one <= y - height or one >= y + 24 for one in others)

    def _channels(self) -> None:
        """Give each bundle a track in each channel that it runs through, and each column its place."""
        x = 0.0
        for lane in (Lane.OUTSIDE, *COLUMNS):
            sites = [one for one in self.facts.sites if one.lane is lane and not one.shared]
            self.left[lane] = x
            self.wide[lane] = max((self.boxes[one.key].width for one in sites), default=40 if lane else 0)
            for one in sites:
                self.at[one.key][0] = x + round((self.wide[lane] - self.boxes[one.key].width) / 2)
            x += self.wide[lane]
            x += self._channel(int(lane), x)
        self.end = x
        self._bands()

    def _channel(self, number: int, x: float) -> float:
        """Place the tracks of a channel that begins at `x`, and return its width."""
        runs = dict[int, Run]()
        rooms = [0.0, 0.0]
        for bundle in self.bundles:
            low, high, through = list[float](), list[float](), list[float]()
            for _, found, key, side, leaves in self.ends(bundle):
                mine = found.first if leaves else found.last
                if mine != number or side == "top":
                    continue
                right = side == "left"
                (high if right else low).append(self.ports[bundle.number, key, side])
                rooms[right] = max(rooms[right], self.room(bundle, key)[0])
                through += [{"above": -1e6, "below": 1e6}[found.corridor]] if found.corridor else []
            if low or high:
                runs[bundle.number] = Run(tuple(low), tuple(high), tuple(through))
        order = tracks(list(runs.values()))
        start = x + STUB + (rooms[0] + 8 if rooms[0] else 0)
        for bundle_number, track in zip(runs, order, strict=True):
            self.lines[bundle_number, number] = start + TRACK * track
        wide = start - x + TRACK * max(len(runs) - 1, 0) + STUB + (rooms[1] + 8 if rooms[1] else 0)
        return max(wide, 46.0 if number < int(Lane.DATA) else 18.0)

    def _bands(self) -> None:
        """Place the shared zones of each network below the columns that they serve."""
        for frame in self.frames:
            middles = [self.left[under(one)] + self.wide[under(one)] / 2 for one in frame.band]
            starts = spread(middles, [self.boxes[one.key].width for one in frame.band], 90)
            shift = max(0.0, self.left[Lane.EDGE] - min(starts, default=1e6))
            for one, start in zip(frame.band, starts, strict=True):
                self.at[one.key][0] = round(start + shift)
                self.end = max(self.end, self.at[one.key][0] + self.boxes[one.key].width + 18)

    def _shelve(self) -> None:
        """Give each bundle its height in each corridor that it runs through."""
        for number, frame in enumerate(self.frames):
            for side in ("above", "below"):
                runs = dict[int, Run]()
                for bundle in self.bundles:
                    mine = [found for _, which, found in self.along(bundle, number) if which == side]
                    if mine:
                        runs[bundle.number] = self._run(bundle, mine)
                start = frame.cards - 10 - TRACK * len(runs) if side == "above" else frame.foot
                for bundle_number, track in zip(runs, tracks(list(runs.values())), strict=True):
                    self.shelves[bundle_number, frame.network, side] = start + TRACK * track

    def _run(self, bundle: Bundle, ways: Sequence[Way]) -> Run:
        channels = {one for found in ways for one in (found.first, found.last) if one is not None}
        above = tuple(self.lines[bundle.number, one] for one in sorted(channels))
        tops = {key for _, _, key, side, _ in self.ends(bundle) if side == "top"}
        below = tuple(self.at[key][0] + self.ports[bundle.number, key, "top"] for key in sorted(tops))
        return Run(above, below)

    def port(self, bundle: Bundle, key: str, side: str) -> Point:
        """Return the point at which a bundle touches a box."""
        place, along = self.at[key], self.ports[bundle.number, key, side]
        if side == "top":
            return place[0] + along, place[1]
        return place[0] + (self.boxes[key].width if side == "right" else 0), along

    def points(self, bundle: Bundle, link: Link) -> tuple[Point, ...]:
        """Return the points of a link's line."""
        found = self.way(link)
        start, end = self.port(bundle, link.source, found.leaves), self.port(bundle, link.target, found.arrives)
        if not found.corridor:
            if found.first is None:
                return start, ((start[0] + end[0]) / 2, start[1]), ((start[0] + end[0]) / 2, end[1]), end
            x = self.lines[bundle.number, found.first]
            return start, (x, start[1]), (x, end[1]), end
        shelf = self.shelves[bundle.number, self.frames[self.home(link, found)].network, found.corridor]
        first = start[0] if found.first is None else self.lines[bundle.number, found.first]
        last = end[0] if found.last is None else self.lines[bundle.number, found.last]
        return start, (first, start[1]), (first, shelf), (last, shelf), (last, end[1]), end


def placed(layout: Layout) -> Mapping[str, tuple[float, float, float]]:
    """Return the middle of each zone on the map, and half its width, by its name."""
    return {
        name: (layout.at[site.key][0] + x, layout.at[site.key][1] + y, half)
        for site in layout.facts.sites
        if site.key in layout.at
        for name, x, y, half in layout.boxes[site.key].chips
    }
