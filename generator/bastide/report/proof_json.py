"""A proof as JSON for programs and pages; the form is fixed by `docs/reference/proof-v1.schema.json`."""

from collections.abc import Iterable, Sequence
from typing import cast

from bastide import __version__
from bastide.model.basis import Basis
from bastide.model.finding import Verdict
from bastide.model.identity import IdentityProof
from bastide.model.json_codec import encode
from bastide.model.place import Place
from bastide.model.proof import Assumed, Blockage, Cell, FlowStanding, Hop, Packet, Proof, Trip, Violation, Walk
from bastide.model.wire import Cidr, Origin, Span
from bastide.report import json_report
from bastide.report.json_report import Json, dumps

SCHEMA = "bastide.proof/1"


def proof(
    found: Proof | None, verdict: Verdict, people: IdentityProof | None = None, basis: Basis | None = None
) -> str:
    """Return the proofs with their verdict as JSON text: the same proofs give the same bytes."""
    return dumps(document(found, verdict, people, basis))


def document(
    found: Proof | None, verdict: Verdict, people: IdentityProof | None = None, basis: Basis | None = None
) -> Json:
    """Return the proofs with their verdict as JSON data; `proof` and `identity` are null where there is none."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "bastide", "version": __version__},
        "declaration": None if basis is None else {"file": basis.file, "sha256": basis.digest, "listed": basis.listed},
        "verdict": json_report.document(verdict),
        "proof": None if found is None else _proof(found),
        "identity": None if people is None else cast("Json", encode(people)),
    }


def _proof(found: Proof) -> Json:
    return {
        "zones": [{"name": zone.name, "members": _names(zone.members)} for zone in found.zones],
        "cells": [_cell(cell) for cell in found.cells],
        "violations": [_violation(one) for one in found.violations],
        "blockages": [_blockage(one) for one in found.blockages],
        "flows": [_flow(one) for one in found.flows],
        "promises": [
            {"source": one.source, "destination": one.destination, "standing": str(one.standing)}
            for one in found.promises
        ],
        "distance": dict(sorted(found.distance.items())),
        "chains": {name: _names(chain) for name, chain in sorted(found.chains.items())},
        "offside": _names(found.offside),
        "beyond": [_assumed(one) for one in found.beyond],
        "unmodelled": [
            {"origin": _origin(part.origin), "reason": part.reason, "scope": _names(sorted(part.scope))}
            for part in found.unmodelled
        ],
        "assumptions": _names(found.assumptions),
        "counts": dict(sorted(found.counts.items())),
    }


def _flow(one: FlowStanding) -> Json:
    return {
        "id": one.id,
        "source": one.source,
        "destination": one.destination,
        "span": _spans([one.span])[0],
        "why": one.why,
        "verdict": str(one.verdict),
    }


def _assumed(one: Assumed) -> Json:
    return {
        "id": one.id,
        "source": one.source,
        "destination": one.destination,
        "span": _spans([one.span])[0],
        "network": one.network,
        "gateway": one.gateway,
    }


def _cell(cell: Cell) -> Json:
    return {
        "source": cell.source,
        "destination": cell.destination,
        "standing": str(cell.standing),
        "declared": _spans(cell.declared),
        "forward": _spans(cell.opening.forward),
        "may": _spans(cell.opening.may),
        "must": _spans(cell.opening.must),
        "layers": _names(sorted(cell.layers)),
    }


def _violation(one: Violation) -> Json:
    return {
        "source": one.source,
        "destination": one.destination,
        "spans": _spans(one.spans),
        "promised": one.promised,
        "pairs": one.pairs,
        "witness": _trip(one.witness),
    }


def _blockage(one: Blockage) -> Json:
    return {
        "flow": one.flow,
        "source": one.source,
        "destination": one.destination,
        "spans": _spans(one.spans),
        "witness": _trip(one.witness),
    }


def _trip(trip: Trip) -> Json:
    return {"forward": _walk(trip.forward), "reply": None if trip.reply is None else _walk(trip.reply)}


def _walk(walk: Walk) -> Json:
    return {
        "from": walk.source,
        "to": walk.destination,
        "packet": _packet(walk.packet),
        "arrives": walk.arrives,
        "hops": [_hop(hop) for hop in walk.hops],
    }


def _packet(packet: Packet) -> Json:
    return {
        "version": packet.version,
        "protocol": packet.protocol,
        "source": _address(packet.version, packet.source),
        "source_port": packet.source_port,
        "destination": _address(packet.version, packet.destination),
        "port": packet.port,
    }


def _hop(hop: Hop) -> Json:
    return {"text": hop.text, "passes": hop.passes, "origins": [_origin(origin) for origin in hop.origins]}


def _names(names: Iterable[str]) -> list[Json]:
    return list(names)


def _origin(origin: Origin) -> Json:
    return {"address": origin.address, "place": _place(origin.place)}


def _place(place: Place | None) -> Json:
    return None if place is None else {"file": place.file, "line": place.line, "column": place.column}


def _spans(spans: Sequence[Span]) -> list[Json]:
    return [{"protocol": span.protocol, "first": span.first, "last": span.last} for span in spans]


def _address(version: int, number: int) -> str:
    return str(Cidr(version, number, number)).partition("/")[0]
