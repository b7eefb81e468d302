"""Who reaches whom as a matrix of zones that fits a terminal: rows speak to columns."""

from collections.abc import Iterator, Mapping, Sequence

from bastide.model.proof import Cell, Proof, Standing
from bastide.model.wire import ON_PREMISES
from bastide.report.display import columns, visible
from bastide.report.paint import PLAIN, Paint

SIGNS = {
    Standing.ALLOWED: "=",
    Standing.VACANT: "o",
    Standing.BLOCKED: "x",
    Standing.VIOLATED: "!",
    Standing.UNKNOWN: "?",
}
BY_LAYERS = {0: "+", 1: "1", 2: "."}
"""Signs of a closed pair, by the number of layers (groups, ACLs) that hold it alone."""
ROUTES, UNROUTED = "routes", "-"
CLOSED = "."
LEGEND = {
    "=": "allowed as declared",
    "o": "declared, but nobody stands there to prove it for",
    "x": "declared, and blocked",
    "!": "open, and not declared",
    "?": "not proven",
    "-": "closed by routes and addresses: nothing leads there, whatever groups and ACLs say",
    ".": "closed twice: by groups alone, and by ACLs alone",
    "1": "closed by one of the two alone",
    "+": "closed only by groups and ACLs together",
}
PLAINER = {"=": "open", "?": "not proven", ".": "closed"}
"""The legend where nothing is declared, or layers were not worked out."""
NARROW = 40
MARGIN = 6
"""Columns that a row's number takes, with the space round it."""
CUT = "…"


def matrix(found: Proof, *, judged: bool, width: int, paint: Paint = PLAIN) -> Iterator[str]:
    """Yield the lines of the matrix and its legend; more zones than a line of `width` columns holds are wrapped."""
    cells = {(cell.source, cell.destination): cell for cell in found.cells}
    layered = any(cell.layers for cell in found.cells)
    signs = {pair: _sign(cell, layered=layered) for pair, cell in cells.items()}
    names = _shown_zones(found)
    yield paint.strong("who reaches whom: rows speak to columns")
    yield from _rows(names, signs, max(width, NARROW), paint)
    yield ""
    yield from _legend({*signs.values()}, judged=judged, layered=layered)


def _rows(names: Sequence[str], signs: Mapping[tuple[str, str], str], width: int, paint: Paint) -> Iterator[str]:
    labels = {name: _cut(visible(name), width // 2 - MARGIN) for name in names}
    widest = max((columns(label) for label in labels.values()), default=0)
    per_row = max((width - widest - MARGIN) // 3, 1)
    for start in range(0, len(names), per_row):
        part = list(enumerate(names, start=1))[start : start + per_row]
        yield " " * (widest + MARGIN) + "".join(f"{number:>3}" for number, _ in part)
        for number, source in enumerate(names, start=1):
            row = "".join(f"  {_inked(signs.get((source, name), ' '), paint)}" for _, name in part)
            yield f"{number:>4} {labels[source]}{' ' * (widest - columns(labels[source]) + 1)}{row}"


def _cut(name: str, room: int) -> str:
    """Return a name that takes at most `room` columns; its end tells more than its beginning."""
    if columns(name) <= room:
        return name
    kept = name
    while columns(kept) >= room:
        kept = kept[1:]
    return CUT + kept


def _shown_zones(found: Proof) -> Sequence[str]:
    """Return the zones in the order of the proof; what lies beyond gateways only if anything leads there."""
    lively = {
        name for cell in found.cells if cell.standing is not Standing.CLOSED for name in (cell.source, cell.destination)
    }
    return [zone.name for zone in found.zones if zone.name != ON_PREMISES or zone.name in lively]


def _sign(cell: Cell, *, layered: bool) -> str:
    if cell.standing in SIGNS:
        return SIGNS[cell.standing]
    if ROUTES in cell.layers:
        return UNROUTED
    return BY_LAYERS[len(cell.layers)] if layered else CLOSED


def _inked(sign: str, paint: Paint) -> str:
    inks = {"!": paint.bad, "x": paint.bad, "?": paint.doubtful, "o": paint.doubtful, "=": paint.good}
    return inks[sign](sign) if sign in inks else sign


def _legend(used: set[str], *, judged: bool, layered: bool) -> Iterator[str]:
    """Yield what the signs mean that the matrix holds."""
    words = LEGEND if judged else PLAINER
    for sign, meaning in words.items():
        if sign in used:
            yield f"  {sign}  {PLAINER[sign] if sign == CLOSED and not layered else meaning}"
    if not judged:
        yield "nothing is declared, so nothing is judged: name zones and flows in a file, and give it with `--zones`"
