"""A rehearsal as JSON for programs."""

from bastide import __version__
from bastide.model.proof import Trip, Walk
from bastide.prove.rehearsal.result import Mismatch, Rehearsal
from bastide.prove.segmentation.packets import written
from bastide.report.json_report import Json, dumps

SCHEMA = "bastide.rehearsal/1"


def rehearsal(found: Rehearsal) -> str:
    """Return the result as JSON text; unlike other reports it holds times, which differ from run to run."""
    return dumps(document(found))


def document(found: Rehearsal) -> Json:
    """Return the result as JSON data."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "bastide", "version": __version__},
        "hosts": found.hosts,
        "namespaces": found.spaces,
        "probes": found.probes,
        "answered": dict(found.passed),
        "blocked": dict(found.blocked),
        "undetermined": found.undetermined,
        "lost": dict(found.lost),
        "pooled": found.pooled,
        "mismatches": [_mismatch(one) for one in found.mismatches],
        "not_rehearsed": [{"what": gap.what, "why": gap.why} for gap in found.gaps],
        "milliseconds": {name: round(seconds * 1000) for name, seconds in found.seconds.items()},
    }


def _mismatch(one: Mismatch) -> Json:
    return {
        "source": one.source,
        "destination": one.destination,
        "packet": written(one.packet),
        "judge": one.judge,
        "kernel": one.kernel,
        "proof": one.proof,
        "seen": list(one.seen),
        "hops": _hops(one.trip),
    }


def _hops(trip: Trip) -> Json:
    walks: list[Walk] = [trip.forward, *([] if trip.reply is None else [trip.reply])]
    return [[{"text": hop.text, "passes": hop.passes} for hop in walk.hops] for walk in walks]
