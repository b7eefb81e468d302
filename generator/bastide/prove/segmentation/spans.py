"""Sets of traffic as spans: what one leaves of another, and how people write them."""

from collections.abc import Iterable, Iterator, Sequence

from bastide.model.proof import Opening
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, OTHER_PROTOCOL, TCP, UDP, Span

NAMES = {TCP: "tcp", UDP: "udp", ICMP: "icmp", ICMPV6: "icmpv6"}
PORTED = frozenset({TCP, UDP})
ANSWERED = (ICMP, UDP, ICMPV6)
"""What has replies, and may do harm without them."""
CODES = 256
EPHEMERAL = 1024
"""The first port that a client may use for itself (RFC 6056, section 3.2)."""


def minus(spans: Iterable[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """Return what remains of spans when others are taken out; only `ANY_PROTOCOL` itself covers `ANY_PROTOCOL`."""
    return tuple(piece for span in spans for piece in _without(span, taken))


def covered(span: Span, by: Sequence[Span]) -> bool:
    """Tell whether nothing of a span remains when others are taken out."""
    return not minus((span,), by)


def meets(one: Span, other: Span) -> bool:
    """Tell whether two spans have traffic in common."""
    if ANY_PROTOCOL in (one.protocol, other.protocol):
        return True
    return one.protocol == other.protocol and one.first <= other.last and other.first <= one.last


def replies(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what the replies to traffic look like to a filter that keeps no state."""
    return tuple(reply for span in spans for reply in _replies(span))


def opened(opening: Opening) -> tuple[Span, ...]:
    """Return what counts as open: TCP that completes, anything else that arrives."""
    everything = any(span.protocol == ANY_PROTOCOL for span in opening.forward)
    if everything and not any(span.protocol == ANY_PROTOCOL for span in opening.may):
        # Not all of it has its reply, and TCP needs one; `may` has all that never needs any.
        rest = (span for span in opening.may if span.protocol not in ANSWERED)
        return tuple(sorted((*rest, *(Span(one, 0, LAST_PORT) for one in ANSWERED))))
    tcp = (span for span in opening.may if span.protocol == TCP)
    return tuple(sorted((*tcp, *(span for span in opening.forward if span.protocol != TCP))))


def shown(span: Span) -> str:
    """Return a span as a spec writes it: `tcp/443`, `icmp/8`, `protocol 50`, `all traffic`."""
    if span.protocol == ANY_PROTOCOL:
        return "all traffic"
    if span.protocol == OTHER_PROTOCOL:
        return "other protocols"
    name = NAMES.get(span.protocol)
    if name is None:
        return f"protocol {span.protocol}"
    if span.protocol in PORTED:
        return f"{name}/{_range(span.first, span.last)}"
    if span.first % CODES or span.last % CODES != CODES - 1:
        return f"{name}/{span.first // CODES}.{span.first % CODES}"
    return f"{name}/{_range(span.first // CODES, span.last // CODES)}"


def listed(spans: Sequence[Span], limit: int = 4) -> str:
    """Return spans as a list for a sentence, the first few of them."""
    words = [shown(span) for span in spans[:limit]]
    more = len(spans) - limit
    return ", ".join([*words, f"{more} more"] if more > 0 else words)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _without(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    pieces = [span]
    for other in taken:
        if other.protocol == ANY_PROTOCOL:
            return
        if other.protocol == span.protocol:
            pieces = [rest for piece in pieces for rest in _cut(piece, other)]
    yield from pieces


def _cut(piece: Span, other: Span) -> Iterator[Span]:
    if other.last < piece.first or piece.last < other.first:
        yield piece
        return
    if piece.first < other.first:
        yield Span(piece.protocol, piece.first, other.first - 1)
    if other.last < piece.last:
        yield Span(piece.protocol, other.last + 1, piece.last)


def _replies(span: Span) -> Iterator[Span]:
    echoes = {ICMP: (8, 0), ICMPV6: (128, 129)}
    if span.protocol in PORTED:
        yield Span(span.protocol, EPHEMERAL, LAST_PORT)
    elif span.protocol in echoes:
        asked, answered = echoes[span.protocol]
        if span.first <= asked * CODES + CODES - 1 and asked * CODES <= span.last:
            yield Span(span.protocol, answered * CODES, answered * CODES + CODES - 1)
    else:
        yield span
