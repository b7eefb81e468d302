"""Evidence that rests on the proof of segmentation: what passes between which zones, on which ports."""

from collections.abc import Callable, Iterator, Mapping

from bastide.controls.answer import against, answered
from bastide.controls.ground import Ground
from bastide.model.control import Answer, Control, Evidence, Wording
from bastide.model.finding import Finding
from bastide.model.intent import Intent
from bastide.model.proof import Cell, Proof, Standing
from bastide.model.wire import ANY_PROTOCOL, INTERNET, LAST_PORT, ON_PREMISES, TCP, UDP, Span

_PROTOCOLS = {"tcp": (TCP,), "udp": (UDP,), "any": (TCP, UDP)}
_NO_NETWORK = Wording("nothing was proven: no network, or none declared", "未能证明：代码中没有网络或未声明区域")
_NO_LAYERS = Wording("the layers were not asked one by one: too many hosts", "主机过多，未逐层求证")


def by_proof(control: Control, evidence: Evidence, ground: Ground) -> Answer:
    """Return what the proof says of a claim about pairs of zones; every pair that the claim is about is a subject."""
    if ground.proof is None or ground.intent is None:
        return answered(evidence, (), (), _NO_NETWORK)
    if evidence.claim == "held_by" and not ground.proof.layered:
        return answered(evidence, (), (), _NO_LAYERS)
    cells = tuple(_about(evidence, ground.proof, ground.intent))
    found = (one for cell in cells for one in CLAIMS[evidence.claim](control, evidence, cell))
    return answered(evidence, (f"{cell.source} -> {cell.destination}" for cell in cells), found)


def _about(evidence: Evidence, proof: Proof, intent: Intent) -> Iterator[Cell]:
    """Yield the pairs that a claim is about: of two zones, and with `agency` on both sides of two agencies."""
    sources, destinations = zones(evidence.of, intent), zones(evidence.to, intent)
    owners = {zone.name: zone.agency for zone in intent.zones} if "agency" in evidence.of else {}
    never = {(one.source, one.destination) for one in intent.never}
    for cell in proof.cells:
        pair = (cell.source, cell.destination)
        same = cell.source == cell.destination or (bool(owners) and owners.get(pair[0]) == owners.get(pair[1]))
        if same or (evidence.claim == "never" and pair not in never):
            continue
        if cell.source in sources and cell.destination in destinations:
            yield cell


def zones(selectors: tuple[str, ...], intent: Intent) -> frozenset[str]:
    """Return the zone copies that selectors name.

    A selector is `any`, `internet`, `on-premises`, `sites` (declared places outside), `outside` (all these), `inside`,
    `agency` (zones of agencies), `models` (where models stand), `landings` (where sites land), an exposure
    (`exposure:isolated`), a class of data (`class:core`: where a store of it stands) or a zone's own name (`zone:ops`).
    `not-` before one means every other zone of the platform.
    """
    return frozenset(name for selector in selectors or ("any",) for name in _selected(selector, intent))


def _outside(intent: Intent) -> frozenset[str]:
    return frozenset((INTERNET, ON_PREMISES, *(site.name for site in intent.sites)))


def _selected(selector: str, intent: Intent) -> frozenset[str]:
    inside = frozenset(zone.name for zone in intent.zones)
    if selector.startswith("not-"):
        return inside - _selected(selector.removeprefix("not-"), intent)
    kind, _, value = selector.partition(":")
    return _SELECTORS[kind](intent, value)


_SELECTORS: Mapping[str, Callable[[Intent, str], frozenset[str]]] = {
    "any": lambda intent, _: _outside(intent) | {zone.name for zone in intent.zones},
    "inside": lambda intent, _: frozenset(zone.name for zone in intent.zones),
    "outside": lambda intent, _: _outside(intent),
    "internet": lambda _, __: frozenset((INTERNET,)),
    "on-premises": lambda _, __: frozenset((ON_PREMISES,)),
    "agency": lambda intent, _: frozenset(zone.name for zone in intent.zones if zone.agency),
    "models": lambda intent, _: frozenset(model.zone for model in intent.models),
    "sites": lambda intent, _: frozenset(site.name for site in intent.sites),
    "landings": lambda intent, _: frozenset(site.zone for site in intent.sites),
    "exposure": lambda intent, value: frozenset(zone.name for zone in intent.zones if zone.exposure == value),
    "zone": lambda intent, value: frozenset(zone.name for zone in intent.zones if zone.zone == value),
    "class": lambda intent, value: frozenset(one.zone for one in intent.stores if one.data_class == value),
}


def _as_declared(control: Control, _: Evidence, cell: Cell) -> Iterator[Finding]:
    """Nothing but what is declared passes, and all of that does."""
    match cell.standing:
        case Standing.VIOLATED:
            yield _against(control, cell, "more passes than is declared")
        case Standing.BLOCKED:
            yield _against(control, cell, "a declared flow does not pass")
        case Standing.UNKNOWN:
            yield _against(control, cell, "part of the way is not modelled", known=False)
        case Standing.CLOSED | Standing.ALLOWED | Standing.VACANT:
            return


def _nothing_more(control: Control, _: Evidence, cell: Cell) -> Iterator[Finding]:
    """Nothing but what is declared passes."""
    if cell.standing is Standing.VIOLATED:
        yield _against(control, cell, "more passes than is declared")
    elif cell.standing is Standing.UNKNOWN:
        yield _against(control, cell, "part of the way is not modelled", known=False)


def _no_path(control: Control, evidence: Evidence, cell: Cell) -> Iterator[Finding]:
    """Nothing passes on these ports, declared or not; without ports nothing at all."""
    wanted = ports(evidence.ports)
    passing = [span for span in (*cell.opening.forward, *cell.opening.may) if any(map(span_meets(span), wanted))]
    if passing:
        yield _against(control, cell, f"{shown(passing[0])} passes")
    elif cell.standing is Standing.UNKNOWN:
        yield _against(control, cell, "part of the way is not modelled", known=False)


def _held(control: Control, evidence: Evidence, cell: Cell) -> Iterator[Finding]:
    """One of these layers alone holds what is not declared, or nothing leads there at all."""
    if not cell.layers & {*evidence.values, "routes"} and cell.standing is not Standing.VACANT:
        yield _against(control, cell, f"not held by {' or '.join(evidence.values)}")


CLAIMS: Mapping[str, Callable[[Control, Evidence, Cell], Iterator[Finding]]] = {
    "equals_declared": _as_declared,
    "nothing_more": _nothing_more,
    "no_path": _no_path,
    "held_by": _held,
    "never": _no_path,
}
"""What may be claimed of a pair of zones; `never` is about those that the declaration names as never."""


def ports(texts: tuple[str, ...]) -> tuple[Span, ...]:
    """Return what texts such as `tcp/22` or `udp/5900-5910` mean; everything for none."""
    if not texts:
        return (Span(ANY_PROTOCOL, 0, LAST_PORT),)
    return tuple(span for text in texts for span in _spans(text))


def _spans(text: str) -> Iterator[Span]:
    protocol, _, span = text.partition("/")
    first, _, last = span.partition("-")
    for number in _PROTOCOLS[protocol]:
        yield Span(number, int(first), int(last or first))


def span_meets(one: Span) -> Callable[[Span], bool]:
    """Return a test for whether traffic has anything in common with some other."""

    def meets(other: Span) -> bool:
        if ANY_PROTOCOL in (one.protocol, other.protocol):
            return True
        return one.protocol == other.protocol and one.first <= other.last and other.first <= one.last

    return meets


def shown(span: Span) -> str:
    """Return traffic in short words: `tcp/22`, `udp/53-60`, `any protocol`."""
    names = {TCP: "tcp", UDP: "udp"}
    if span.protocol not in names:
        return "any protocol" if span.protocol == ANY_PROTOCOL else f"protocol {span.protocol}"
    last = "" if span.last == span.first else f"-{span.last}"
    return f"{names[span.protocol]}/{span.first}{last}"


def _against(control: Control, cell: Cell, message: str, *, known: bool = True) -> Finding:
    subject = f"{cell.source} -> {cell.destination}"
    return against(control.id, control.severity, control.title.en, f"{subject}: {message}", subject, None, known=known)
