"""What the engine says of a network whose interfaces have single addresses."""

from collections.abc import Mapping

from bastide.model.network import Network
from bastide.model.proof import Opening, Zone
from bastide.model.wire import INTERNET
from bastide.prove.engine.compute import compute
from bastide.prove.rehearsal.placing import FORWARDERS


def openings(network: Network) -> Mapping[tuple[str, str], Opening]:
    """Return what the engine lets pass between each two interfaces, and between each and the internet."""
    parties = (*(one.name for one in network.interfaces if one.kind not in FORWARDERS), INTERNET)
    return compute(network, tuple(Zone(one, (one,)) for one in parties), {}, ()).openings
