"""All that is worked out for one IP version."""

from dataclasses import dataclass

from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.pairs import Pairs
from bastide.prove.engine.paths import Paths
from bastide.prove.engine.samples import Samples
from bastide.prove.engine.sites import Parties


@dataclass(frozen=True)
class Plane:
    """One IP version of a network: its addresses, who stands where, and what passes between them."""

    version: int
    addresses: AddressAtoms
    parties: Parties
    paths: Paths
    pairs: Pairs
    samples: Samples
