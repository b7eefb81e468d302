"""A proof for people: who reaches whom, flow by flow, distances, and what is not proven."""

from collections.abc import Iterator, Mapping, Sequence

from bastide.model.basis import Basis
from bastide.model.place import Place
from bastide.model.proof import Blockage, FlowStanding, FlowVerdict, Promise, Proof, Standing
from bastide.model.wire import INTERNET
from bastide.prove.segmentation.spans import listed, opened
from bastide.report.display import columns, visible
from bastide.report.matrix_text import matrix
from bastide.report.paint import PLAIN, Paint
from bastide.report.text import counted

EACH = 40
"""Up to how many rows of flows those that pass as declared are listed too."""
WORD = max(len(word) for word in FlowVerdict)
DIGITS = 16
"""How much of a digest is shown: enough to compare by eye."""
PROMISES = {Standing.CLOSED: "closed", Standing.VIOLATED: "broken", Standing.UNKNOWN: "not proven"}

Row = tuple[FlowVerdict, str, str]


def proof(found: Proof, *, judged: bool, width: int = 100, paint: Paint = PLAIN) -> str:
    """Return the matrix, the flows and promises, the distances and what is left open, ending with a line break.

    `width` is that of the terminal, in columns. `judged` tells whether flows are declared.
    """
    sections = [
        "\n".join(matrix(found, judged=judged, width=width, paint=paint)),
        *([] if judged else _open(found, paint)),
        *_flows(found, paint),
        *_promises(found, paint),
        *_beyond(found, paint),
        *_distances(found, paint),
        *_unmodelled(found, paint),
        "\n".join([paint.strong("holds for every network of this cloud:"), *(f"  {one}" for one in found.assumptions)]),
        summary(found, judged=judged),
    ]
    return "\n\n".join(sections) + "\n"


def declared(basis: Basis | None, paint: Paint = PLAIN) -> str:
    """Return the line that says by what the proof goes, ending with a line break; nothing where nothing declares."""
    if basis is None:
        return ""
    line = f"declared by `{visible(basis.file)}` (SHA-256 {basis.digest[:DIGITS]})"
    match basis.listed:
        case True:
            return f"{line}, as `manifest.json` lists it\n"
        case False:
            return f"{line}{paint.doubtful(': no manifest.json vouches for it')}\n"
        case None:
            return f"{line}\n"


def summary(found: Proof, *, judged: bool) -> str:
    """Return in one sentence what was proven."""
    count = found.counts
    size = (
        f"{counted(len(found.zones), 'zone')}, {counted(count.get('interfaces', 0), 'interface')}, "
        f"{counted(count.get('group rules', 0), 'group rule')}, {count.get('acl entries', 0)} ACL entries"
    )
    if not judged:
        standing = sum(cell.standing is Standing.UNKNOWN for cell in found.cells)
        return f"reported, not judged: {standing} of {counted(len(found.cells), 'pair')} not proven\nof {size}"
    flows = _tally([flow.verdict for flow in found.flows], FlowVerdict.ALLOWED)
    open_pairs = sum(cell.standing is Standing.VIOLATED for cell in found.cells)
    unknown = sum(cell.standing is Standing.UNKNOWN for cell in found.cells)
    pairs = f"{open_pairs} of {counted(len(found.cells), 'pair')} open and not declared, {unknown} not proven"
    return f"{counted(len(found.flows), 'declared flow')}: {flows}; {pairs}\nof {size}"


def _open(found: Proof, paint: Paint) -> Iterator[str]:
    """Yield what passes where nothing is declared: what the internet reaches first, then the rest."""
    cells = [cell for cell in found.cells if opened(cell.opening)]
    cells.sort(key=lambda cell: (cell.source != INTERNET, cell.destination != INTERNET))
    if not cells:
        return
    ends = [visible(f"{cell.source} -> {cell.destination}") for cell in cells[:EACH]]
    width = max(map(columns, ends))
    rows = [
        f"  {end}{' ' * (width - columns(end) + 2)}{listed(opened(cell.opening))}"
        for end, cell in zip(ends, cells[:EACH], strict=True)
    ]
    rest = [f"  and {len(cells) - EACH} more (`--format json` lists all)"] if len(cells) > EACH else []
    exposed = sum(cell.source == INTERNET for cell in cells)
    title = f"open ({counted(len(cells), 'pair')}, {exposed} of them from the internet):"
    yield "\n".join([paint.strong(title), *rows, *rest])


def _flows(found: Proof, paint: Paint) -> Iterator[str]:
    if not found.flows:
        return
    rows = _rows(found.flows)
    short = [row for row in rows if row[0] is not FlowVerdict.ALLOWED] if len(rows) > EACH else list(rows)
    width = max((columns(visible(f"{source} -> {end}")) for _, source, end in short), default=0)
    told = _tally([flow.verdict for flow in found.flows], FlowVerdict.ALLOWED)
    yield "\n".join(
        [
            paint.strong(f"declared flows ({len(found.flows)}): {told}"),
            *(line for row in short for line in _row(row, rows[row], found.blockages, width, paint)),
            *(["  (those as declared are in `--format json`)"] if len(short) < len(rows) else []),
        ]
    )


def _rows(flows: Sequence[FlowStanding]) -> Mapping[Row, list[FlowStanding]]:
    """Return the flows by verdict and pair of zones, in the order of the declaration."""
    rows: dict[Row, list[FlowStanding]] = {}
    for flow in flows:
        rows.setdefault((flow.verdict, flow.source, flow.destination), []).append(flow)
    return rows


def _row(
    row: Row, flows: Sequence[FlowStanding], blockages: Sequence[Blockage], width: int, paint: Paint
) -> Iterator[str]:
    verdict, source, destination = row
    inks = {FlowVerdict.ALLOWED: paint.good, FlowVerdict.BLOCKED: paint.bad}
    ends = visible(f"{source} -> {destination}")
    gap = " " * (width - columns(ends) + 2)
    word = inks.get(verdict, paint.doubtful)(str(verdict)) + " " * (WORD - len(verdict))
    yield f"  {word}  {ends}{gap}{listed([flow.span for flow in flows], limit=8)}"
    ids = {flow.id for flow in flows}
    for text in dict.fromkeys(_stop(one) for one in blockages if one.flow in ids):
        yield f"  {'':{WORD}}  by {text}"


def _stop(blockage: Blockage) -> str:
    stop = blockage.witness.blocker
    if stop is None:
        return "one of several paths that AWS may choose"
    return f"{visible(stop.text)}{_at(origin.place for origin in stop.origins)}"


def _at(places: Iterator[Place | None]) -> str:
    place = next((one for one in places if one is not None), None)
    return "" if place is None else f"  [{visible(str(place))}]"


def _promises(found: Proof, paint: Paint) -> Iterator[str]:
    if not found.promises:
        return
    told = _tally([PROMISES[one.standing] for one in found.promises], PROMISES[Standing.CLOSED])
    title = paint.strong(f"promised by `never` ({len(found.promises)}): {told}, over IPv4 and IPv6")
    yield "\n".join([title, *(_promise(one, paint) for one in found.promises if one.standing is not Standing.CLOSED)])


def _promise(one: Promise, paint: Paint) -> str:
    ink = paint.bad if one.standing is Standing.VIOLATED else paint.doubtful
    word = PROMISES[one.standing]
    return f"  {ink(word)}{' ' * (WORD - len(word))}  {visible(one.source)} -> {visible(one.destination)}"


def _tally(words: Sequence[str], good: str) -> str:
    """Return how many there are of each word: `all as declared`, or `12 as declared, 1 blocked`."""
    if all(word == good for word in words):
        return f"all {good}"
    return ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys((good, *sorted(words))) if word in words)


def _beyond(found: Proof, paint: Paint) -> Iterator[str]:
    if not found.beyond:
        return
    ends = [visible(f"{one.source} -> {one.destination}") for one in found.beyond]
    width = max(map(columns, ends))
    rows = [
        f"  {end}{' ' * (width - columns(end) + 2)}{listed([one.span])} by `{visible(one.gateway or one.network)}`"
        for end, one in zip(ends, found.beyond, strict=True)
    ]
    title = f"assumed beyond the border ({len(rows)}): this code ends where somebody else's network begins"
    yield "\n".join([paint.doubtful(title), *rows])


def _distances(found: Proof, paint: Paint) -> Iterator[str]:
    if not found.distance and not found.offside:
        return
    doubt = "; what is not proven is not counted" if found.unmodelled else ""
    lines = [paint.strong(f"connections from the internet, one after the other (1 is direct{doubt}):")]
    lines += _steps(found)
    if found.offside:
        names = ", ".join(map(visible, found.offside))
        lines.append(f"     -  {names}: not in the network; policies decide who reaches it")
    yield "\n".join(lines)


def _steps(found: Proof) -> Iterator[str]:
    width = max((columns(visible(name)) for name in found.distance), default=0)
    ordered = sorted(found.distance.items(), key=lambda item: (item[1] is None, item[1] or 0, item[0]))
    for name, steps in ordered:
        known = steps if steps is not None else "?" if found.unmodelled else "none"
        chain = " -> ".join(map(visible, found.chains.get(name, ())))
        gap = " " * (width - columns(visible(name)) + 2)
        yield f"  {known:>4}  {visible(name)}{gap}{chain}".rstrip()


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
