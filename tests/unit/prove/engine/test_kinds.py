"""Ways of many packets at once are the ways of each packet."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bastide.prove.engine.acl_tables import AclTables
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.atlas import Atlas
from bastide.prove.engine.kinds import Kinds, Trips, alike
from bastide.prove.engine.route_tables import RouteTables, columns
from bastide.prove.engine.sites import Parties
from bastide.prove.engine.traffic_atoms import TrafficAtoms
from bastide.prove.engine.walks import Walks
from fleet import fleet


def standing():
    network, zones, _, _ = fleet(6, 12, 60, 3)
    addresses = AddressAtoms(network, 4)
    parties, tables = Parties(network, zones, addresses), RouteTables(network, addresses)
    acls = AclTables(network.acls, addresses, TrafficAtoms(()), ignored=True)
    walks = Walks(Atlas(network, addresses, acls.index), tables)
    column = columns(tables)
    return walks, list(
        dict.fromkeys(parties.end(site, column, acls.index, walks.atlas.special) for site in parties.sites)
    )


def test_every_way_is_found_again_with_its_own_acls():
    walks, ends = standing()
    kinds = Kinds(walks)
    starts, arrivals = ([number(end) for end in ends] for number in (kinds.start, kinds.arrival))
    count = len(ends)
    numbers, rows = kinds.numbered(Trips(np.repeat(starts, count), np.tile(arrivals, count)))
    assert len(set(numbers.tolist())) < count  # few kinds stand for many pairs
    for at, (kind, row) in enumerate(zip(numbers.tolist(), rows.tolist(), strict=True)):
        ways = walks.ways(ends[at // count], ends[at % count])
        bulks = kinds.bulks(kind, np.array([row]))
        assert len(bulks) == len(ways)
        for way, bulk in zip(ways, bulks, strict=True):
            assert bulk.acls[0].tolist() == [check.acl for check in way.checks]
            assert bulk.recipe[1:] == way[1:]
            assert [check[1:] for check in bulk.recipe.checks] == [check[1:] for check in way.checks]


def test_numbers_hold_when_more_starts_and_arrivals_come():
    walks, ends = standing()
    kinds = Kinds(walks)
    trips = Trips(np.array([kinds.start(ends[0])]), np.array([kinds.arrival(ends[1])]))
    before = [one.tolist() for one in kinds.numbered(trips)]
    for end in ends:
        kinds.start(end)
        kinds.arrival(end)
    assert [one.tolist() for one in kinds.numbered(trips)] == before


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=30))
def test_positions_are_grouped_by_all_their_numbers(pairs):
    numbers = [np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1)]
    found = {kinds: sorted(positions.tolist()) for kinds, positions in alike(numbers)}
    assert found == {pair: [at for at, other in enumerate(pairs) if other == pair] for pair in pairs}
