import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.render.pulumi.wiring import CircleError, wiring


def needs(**found):
    return {name: tuple(value.split()) for name, value in found.items()}


def test_components_come_after_those_they_need():
    found = wiring({"a": ["x"], "b": ["y"], "c": ["z"]}, needs(x="y", y="z", z=""))
    assert found.circles == (("c",), ("b",), ("a",))
    assert found.phases["a"] == (("x",),)


def test_components_without_needs_come_in_the_order_of_names():
    found = wiring({"b": ["y"], "a": ["x"], "c": ["z"]}, needs(x="", y="", z=""))
    assert found.circles == (("a",), ("b",), ("c",))


def test_a_circle_of_components_is_made_in_phases():
    found = wiring({"a": ["a1", "a2"], "b": ["b1", "b2"]}, needs(a1="", a2="b1", b1="", b2="a1"))
    assert found.circles == (("a", "b"),)
    assert found.phases == {"a": (("a1",), ("a2",)), "b": (("b1",), ("b2",))}


def test_a_chain_to_and_fro_takes_as_many_phases():
    found = wiring({"a": ["a1", "a2"], "b": ["b1", "b2"]}, needs(a1="", b1="a1", a2="b1", b2="a2"))
    assert found.phases == {"a": (("a1",), (), ("a2",)), "b": ((), ("b1",), (), ("b2",))}


def test_what_is_needed_comes_before_its_first_user_and_else_the_file_decides():
    found = wiring({"a": ["u", "v", "w", "x"]}, needs(u="w", v="", w="x", x=""))
    assert found.phases["a"] == (("x", "w", "u", "v"),)


def test_resources_that_wait_for_each_other_are_refused():
    with pytest.raises(CircleError) as caught:
        wiring({"a": ["x"], "b": ["y"]}, needs(x="y", y="x"))
    assert set(caught.value.addresses) == {"x", "y"}


def test_a_long_chain_needs_no_recursion():
    size = 5000
    chain = {f"r{number:04}": (f"r{number + 1:04}",) if number < size - 1 else () for number in range(size)}
    found = wiring({name: [name] for name in chain}, chain)
    assert found.circles[0] == (f"r{size - 1:04}",)


@given(st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, 30), max_size=4)), max_size=30))
def test_run_in_order_everything_that_is_needed_is_there(drawn):
    names = [f"r{number}" for number in range(len(drawn))]
    wanted = {names[i]: tuple(names[one] for one in sorted(found) if one < i) for i, (_, found) in enumerate(drawn)}
    homes = {f"c{home}": [names[i] for i, (at, _) in enumerate(drawn) if at == home] for home in range(4)}
    found = wiring(homes, wanted)
    made = []
    for circle in found.circles:
        for number in range(max(len(found.phases[name]) for name in circle)):
            before = set(made)
            for name in circle:
                mine = set()
                for address in found.phases[name][number : number + 1] and found.phases[name][number]:
                    assert set(wanted[address]) <= before | mine
                    mine.add(address)
                made += mine
    assert sorted(made) == sorted(names)
