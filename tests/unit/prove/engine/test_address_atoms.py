"""Address atoms tile what subnets and the outside hold, and no block cuts one in two."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.model.wire import INTERNET, ON_PREMISES, cidr
from bastide.prove.engine.address_atoms import AddressAtoms
from oracle.build import Builder, tcp


def network(*peers):
    net = Builder()
    net.vpc("v", "10.0.0.0/16", "2600:0:0:100::/56")
    net.subnet("s", "v", "10.0.0.0/24", "2600:0:0:100::/64")
    net.interface("h", "s")
    net.group("g", "v")
    for peer in peers:
        net.rule("g", tcp(443), peer)
    return net.network()


BLOCKS = st.builds(
    lambda number, length: cidr(f"{ip_address(number)}/{length}"), st.integers(0, 2**32 - 1), st.integers(0, 32)
)


@given(st.lists(BLOCKS, max_size=8))
def test_atoms_are_ascending_and_apart_and_no_block_cuts_one(blocks):
    addresses = AddressAtoms(network(*map(str, blocks)), 4)
    edges = [edge for atom in addresses.atoms for edge in atom]
    assert edges == sorted(edges)
    assert all(one[1] < other[0] for one, other in zip(addresses.atoms, addresses.atoms[1:], strict=False))
    for block in blocks:
        inside = range(*addresses.range(block))
        for index, (first, last) in enumerate(addresses.atoms):
            assert (index in inside) == (block.first <= first <= block.last) == (block.first <= last <= block.last)


@pytest.mark.parametrize(
    ("address", "party"), [("8.8.8.8", INTERNET), ("192.168.4.4", ON_PREMISES), ("10.1.0.0", ON_PREMISES)]
)
def test_an_address_outside_belongs_to_one_party(address, party):
    addresses = AddressAtoms(network(), 4)
    [index] = range(*addresses.range(cidr(f"{address}/32"))) or [
        at for at, (first, last) in enumerate(addresses.atoms) if first <= int(ip_address(address)) <= last
    ]
    assert [one for one in (INTERNET, ON_PREMISES) if index in addresses.of_party(one)] == [party]


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "224.0.0.1", "10.0.200.1"])
def test_what_nobody_may_have_is_in_no_atom(address):
    number = int(ip_address(address))
    assert not [atom for atom in AddressAtoms(network(), 4).atoms if atom[0] <= number <= atom[1]]


def test_ip_versions_do_not_mix():
    four, six = (AddressAtoms(network("0.0.0.0/0", "::/0"), version) for version in (4, 6))
    assert four.range(cidr("::/0")) == six.range(cidr("0.0.0.0/0")) == (0, 0)
    assert four.range(cidr("0.0.0.0/0")) == (0, len(four.atoms))
    assert six.range(cidr("::/0")) == (0, len(six.atoms))
