"""Traffic cut into atoms: ranges of one protocol that no rule and no declaration tells apart, as bits of words."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, OTHER_PROTOCOL, TCP, UDP, Span

Words = NDArray[np.uint64]
BITS = 64
PORTED = (TCP, UDP)
ECHOES = {ICMP: (8, 0), ICMPV6: (128, 129)}
"""Types of echo request and reply (RFC 792, RFC 4443)."""
CODES = 256
EPHEMERAL = 1024
"""The first source port of a well-behaved client (RFC 6056, section 3.2)."""
NATIVE = (TCP, UDP, ICMP, ICMPV6)
TRANSLATED = (TCP, UDP, ICMP)
"""What a NAT gateway translates (Amazon VPC User Guide, NAT gateway basics)."""


class TrafficAtoms:
    """The atoms of a set of spans, in order: `atoms[i]` is bit `i % 64` of word `i // 64`."""

    def __init__(self, spans: Iterable[Span]) -> None:
        cuts: dict[int, set[int]] = {protocol: {0, LAST_PORT + 1} for protocol in NATIVE}
        for protocol in PORTED:
            cuts[protocol].add(EPHEMERAL)
        for protocol, (request, reply) in ECHOES.items():
            cuts[protocol] |= {request * CODES, (request + 1) * CODES, reply * CODES, reply * CODES + 1}
        for span in set(spans):
            if span.protocol in cuts and span.protocol in NATIVE:
                cuts[span.protocol] |= {span.first, span.last + 1}
            elif span.protocol >= 0:
                cuts.setdefault(span.protocol, {0, 1})
        self.atoms: tuple[Span, ...] = (*_atoms(cuts), Span(OTHER_PROTOCOL, 0, 0))
        self.words = -(-len(self.atoms) // BITS)
        self._known: dict[Span, Words] = {}
        self._by_protocols: dict[tuple[int, ...], Words] = {}

    @cached_property
    def everything(self) -> Words:
        """All atoms."""
        return self._of(range(len(self.atoms)))

    def mask(self, span: Span) -> Words:
        """Return the atoms that a span covers; shape (words,)."""
        found = self._known.get(span)
        if found is None:
            found = self._known[span] = self._of(self._covered(span))
        return found

    def masks(self, spans: Iterable[Span]) -> Words:
        """Return the atoms that any of some spans covers; shape (words,)."""
        total = np.zeros(self.words, np.uint64)
        for span in spans:
            total |= self.mask(span)
        return total

    def of_protocols(self, protocols: Sequence[int]) -> Words:
        """Return all atoms of some protocols; shape (words,)."""
        key = tuple(protocols)
        if key not in self._by_protocols:
            self._by_protocols[key] = self._of(
                index for index, atom in enumerate(self.atoms) if atom.protocol in protocols
            )
        return self._by_protocols[key]

    def first(self, words: Words) -> Span:
        """Return the first atom of a set that is not empty."""
        return self.atoms[next(self._indexes(words))]

    def spans(self, words: Words) -> tuple[Span, ...]:
        """Return a set of atoms as merged spans; everything at all is one `ANY_PROTOCOL` span."""
        if bool((words == self.everything).all()):
            return (Span(ANY_PROTOCOL, 0, 0),)
        merged: list[Span] = []
        for index in self._indexes(words):
            atom = self.atoms[index]
            last = merged[-1] if merged else None
            if last is not None and last.protocol == atom.protocol and last.last + 1 == atom.first:
                merged[-1] = Span(atom.protocol, last.first, atom.last)
            else:
                merged.append(atom)
        return tuple(sorted(merged))

    def _covered(self, span: Span) -> Iterator[int]:
        for index, atom in enumerate(self.atoms):
            inside = (span.first <= atom.first and atom.last <= span.last) or atom.protocol not in NATIVE
            if span.protocol == ANY_PROTOCOL or (atom.protocol == span.protocol and inside):
                yield index

    def _of(self, indexes: Iterable[int]) -> Words:
        total = [0] * self.words
        for index in indexes:
            total[index // BITS] |= 1 << index % BITS
        return np.array(total, np.uint64)

    def _indexes(self, words: Words) -> Iterator[int]:
        for number, word in enumerate(words.tolist()):
            yield from (number * BITS + bit for bit in range(BITS) if word >> bit & 1)


def anything(words: Words) -> NDArray[np.bool_]:
    """Tell of each set of atoms whether it holds any; the words of a set are the last axis.

    Word by word, because NumPy is slow to reduce an axis as short as this.
    """
    found = np.zeros(words.shape[:-1], bool)
    for number in range(words.shape[-1]):
        found |= words[..., number] != 0
    return found


def _atoms(cuts: dict[int, set[int]]) -> Iterator[Span]:
    for protocol, edges in sorted(cuts.items()):
        for first, after in pairwise(sorted(edges)):
            yield Span(protocol, first, after - 1)
