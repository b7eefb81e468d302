"""Sends one probe again and writes down where its packets are seen."""

from bastide.prove.rehearsal.blueprint import Probe, Sighting
from bastide.prove.rehearsal.kernel import frames
from bastide.prove.rehearsal.kernel.build import Lab
from bastide.prove.rehearsal.kernel.flight import fly


def trace(lab: Lab, probe: Probe, quiet: float) -> list[Sighting]:
    """Return every sighting of a probe and of its reply, in order of time."""
    taps = []
    for number in range(len(lab.blueprint.spaces)):
        lab.enter(number)
        taps.append(frames.tap())
    lab.leave()
    try:
        fly(lab, [probe], batch=1, quiet=quiet)
        found = [
            Sighting(one.time, number, one.device, one.leaving, one.source, one.destination)
            for number, tap in enumerate(taps)
            for one in frames.frames(tap)
            if one.protocol == probe.protocol
        ]
    finally:
        for tap in taps:
            tap.close()
    return sorted(found)
