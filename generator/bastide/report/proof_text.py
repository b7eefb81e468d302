"""A proof for people: a matrix of zones that fits a terminal, distances, and what is not proven."""

from collections.abc import Iterator, Mapping, Sequence

from bastide.model.proof import Cell, Proof, Standing
from bastide.model.wire import ON_PREMISES
from bastide.report.display import columns, visible
from bastide.report.paint import PLAIN, Paint
from bastide.report.text import counted

SIGNS = {Standing.ALLOWED: "=", Standing.BLOCKED: "x", Standing.VIOLATED: "!", Standing.UNKNOWN: "?"}
CLOSED, THIN = ".", "1"
"""Signs of a closed pair: groups and ACLs each hold it alone, or only one of them does."""
LEGEND = (
    "= allowed as declared   ! open, and not declared   x declared, and blocked   ? not proven",
    ". closed by groups and by ACLs, each alone   1 closed by one of the two alone",
)
UNJUDGED = ("= open (nothing is declared, so nothing is judged)   ? not proven   . closed",)
NARROW = 40
BOTH = 2


def proof(found: Proof, *, judged: bool, width: int = 100, paint: Paint = PLAIN) -> str:
    """Return the matrix, the distances and what is left open, ending with a line break.

    `width` is that of the terminal, in columns. `judged` tells whether flows are declared.
    """
    sections = [
        "\n".join(_matrix(found, width, paint)),
        "\n".join(LEGEND if judged else UNJUDGED),
        *_distances(found, paint),
        *_unmodelled(found, paint),
        "\n".join([paint.strong("holds for every network of this cloud:"), *(f"  {one}" for one in found.assumptions)]),
        summary(found, judged=judged),
    ]
    return "\n\n".join(sections) + "\n"


def summary(found: Proof, *, judged: bool) -> str:
    """Return in one sentence what was proven."""
    count = found.counts
    size = (
        f"{counted(len(found.zones), 'zone')}, {counted(count.get('interfaces', 0), 'interface')}, "
        f"{counted(count.get('group rules', 0), 'group rule')}, {count.get('acl entries', 0)} ACL entries"
    )
    if not judged:
        return f"reported, not judged: no flow is declared ({size})"
    standing = [sum(cell.standing is one for cell in found.cells) for one in SIGNS]
    parts = zip(("as declared", "blocked", "violated", "not proven"), standing, strict=True)
    return f"{', '.join(f'{number} {word}' for word, number in parts)} of {len(found.cells)} pairs ({size})"


def _matrix(found: Proof, width: int, paint: Paint) -> Iterator[str]:
    names = _shown_zones(found)
    cells = {(cell.source, cell.destination): cell for cell in found.cells}
    label = max((columns(visible(name)) for name in names), default=0) + 5
    per_row = max((max(width, NARROW) - label) // 3, 1)
    yield paint.strong("rows speak to columns")
    for start in range(0, len(names), per_row):
        part = list(enumerate(names, start=1))[start : start + per_row]
        yield " " * label + "".join(f"{number:>3}" for number, _ in part)
        for number, source in enumerate(names, start=1):
            signs = "".join(_cell(cells.get((source, name)), paint) for _, name in part)
            yield f"{number:>3} {visible(source)}{' ' * (label - 4 - columns(visible(source)))}{signs}"


def _shown_zones(found: Proof) -> Sequence[str]:
    """Return the zones in the order of the proof; what lies beyond gateways only if anything leads there."""
    lively = {
        name for cell in found.cells if cell.standing is not Standing.CLOSED for name in (cell.source, cell.destination)
    }
    return [zone.name for zone in found.zones if zone.name != ON_PREMISES or zone.name in lively]


def _cell(cell: Cell | None, paint: Paint) -> str:
    if cell is None:
        return "   "
    sign = SIGNS.get(cell.standing, CLOSED if len(cell.layers) in (0, BOTH) else THIN)
    inks = {"!": paint.bad, "x": paint.bad, "?": paint.doubtful, "=": paint.good}
    return "  " + (inks[sign](sign) if sign in inks else sign)


def _distances(found: Proof, paint: Paint) -> Iterator[str]:
    if found.distance:
        doubt = " (what is not proven is not counted)" if found.unmodelled else ""
        title = paint.strong(f"connections from the internet, one after the other{doubt}:")
        yield "\n".join([title, *_steps(found.distance)])


def _steps(distance: Mapping[str, int | None]) -> Iterator[str]:
    ordered = sorted(distance.items(), key=lambda item: (item[1] is None, item[1] or 0, item[0]))
    for name, steps in ordered:
        yield f"  {'none' if steps is None else steps:>4}  {visible(name)}"


def _unmodelled(found: Proof, paint: Paint) -> Iterator[str]:
    if found.unmodelled:
        title = paint.doubtful(
            f"not proven ({len(found.unmodelled)}): this may carry or filter packets, and is not modelled"
        )
        lines = [
            f"  {visible(str(part.origin.place or part.origin.address))}: {visible(part.reason)}"
            for part in found.unmodelled
        ]
        yield "\n".join([title, *lines])
