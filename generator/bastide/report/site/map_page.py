"""The page of the map: the picture, what points at a zone shows, and the same in a table for screen readers."""

import json
from dataclasses import dataclass

from bastide.model.control import Wording
from bastide.prove.segmentation.spans import shown
from bastide.report.display import visible
from bastide.report.site import map_words as words
from bastide.report.site.map_box import Artist
from bastide.report.site.map_facts import Facts, Tie
from bastide.report.site.map_layout import Layout, placed
from bastide.report.site.map_svg import MIDDLE, svg
from bastide.report.site.matrix_facts import Matrix


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what passes from one place to another; `bad` where it should not be so."""

    source: str
    target: str
    traffic: str
    pairs: int
    sign: str
    standing: Wording
    address: str
    bad: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the table of zones: its addresses, what stands in it, and where the matrix has it."""

    name: str
    title: str
    exposure: str
    blocks: tuple[str, ...]
    holds: tuple[str, ...]
    address: str


def targets(matrix: Matrix) -> dict[str, str]:
    """Return where the matrix has each zone."""
    return {spot.name: f"matrix.html#{matrix.anchor(spot.name)}" for spot in matrix.zones}


def picture(matrix: Matrix, *, zh: bool) -> str:
    """Return the map as SVG."""
    return svg(matrix.facts, zh=zh, targets=targets(matrix))


def lines(matrix: Matrix) -> list[Line]:
    """Return what the map shows as lines of a table."""
    return [
        Line(
            one.source,
            one.target,
            ", ".join(one.spans),
            len(one.pairs),
            words.SIGNS.get(one.tie, ""),
            words.TIES[one.tie],
            _address(matrix, one.pairs),
            one.tie in (Tie.UNDECLARED, Tie.BLOCKED),
        )
        for one in matrix.facts.links
    ]


def _address(matrix: Matrix, pairs: tuple[tuple[str, str], ...]) -> str:
    """Return where the matrix has a pair of zones, or the first of several."""
    source, destination = pairs[0]
    return f"matrix.html#p{matrix.number[source]}-{matrix.number[destination]}"


def zones(matrix: Matrix, *, zh: bool) -> list[Standing]:
    """Return the zones as lines of a table."""
    artist = Artist(zh, matrix.facts.pathways.titles, {})
    found = []
    for one in matrix.zones:
        exposure = words.EXPOSURES.get(one.exposure)
        stores = (f"{store.name} ({artist.kind_of(store)}, {artist.class_of(store)})" for store in one.stores)
        found.append(
            Standing(
                name=one.name,
                title=artist.title(one),
                exposure=one.exposure if exposure is None else artist.say(exposure),
                blocks=tuple(f"{block} {patch.availability_zone}" for patch in one.patches for block in patch.cidrs),
                holds=(*one.workloads, *stores),
                address=f"matrix.html#{matrix.anchor(one.name)}",
            )
        )
    return found


def data(facts: Facts) -> str:
    """Return what the page's script knows, as JSON that can stand in a page: no `<` is left in it."""
    layout = Layout(facts, Artist(zh=False, titles={}, targets={one.name: "" for one in facts.spots}))
    site = {spot.name: one.key for one in facts.sites for spot in one.spots}
    middle = {
        visible(name): [round(x + MIDDLE[0]), round(y + MIDDLE[1]), round(half)]
        for name, (x, y, half) in placed(layout).items()
    }
    passes = [
        [
            visible(one.source),
            visible(one.destination),
            one.tie,
            ", ".join(map(shown, one.spans)),
            visible(site[one.source]),
            visible(site[one.destination]),
        ]
        for one in facts.passes
        if one.source in site and one.destination in site
    ]
    text = json.dumps({"at": middle, "passes": passes}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
