"""Sound specs load, mean the same in any key order, and survive being written out in full."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bastide.model.platform import Platform
from bastide.source.nodes import Mapping, Node, Sequence
from bastide.source.text import read_text
from bastide.source.yamldoc import parse
from bastide.spec import keys
from bastide.spec.expand import expand
from bastide.spec.shape import ListOf, MapOf, Record, Shape
from support.spec_fixtures import PASS, ROOT, fixtures, loaded, meaning

SOUND = fixtures(PASS) | {"example": ROOT / "examples/cloud-window/platform.yaml"}


EVERY_KEY = (
    "attached",
    "containers-and-models",
    "detection",
    "recovery",
    "every-key",
    "named-holders",
    "two-sides",
    "sites-and-halls",
    "inspected-levels",
)
"""The sound specs that use every key between them."""


def written(path: Path, shape: Record) -> Iterator[str]:
    return used(parse(read_text(path, path.name), path.name), shape, "")


def used(node: Node, shape: Shape, path: str) -> Iterator[str]:
    """Yield each key of a shape that a node has, by its path."""
    if isinstance(shape, Record) and isinstance(node, Mapping):
        for entry in node.entries:
            yield f"{path}.{entry.key}"
            yield from used(entry.node, shape.keys[entry.key].shape, f"{path}.{entry.key}")
    elif isinstance(shape, MapOf) and isinstance(node, Mapping):
        for entry in node.entries:
            yield from used(entry.node, shape.value, path)
    elif isinstance(shape, ListOf) and isinstance(node, Sequence):
        for item in node.items:
            yield from used(item, shape.item, path)


def declared(shape: Shape, path: str) -> Iterator[str]:
    match shape:
        case Record():
            for name, key in shape.keys.items():
                yield f"{path}.{name}"
                yield from declared(key.shape, f"{path}.{name}")
        case MapOf():
            yield from declared(shape.value, path)
        case ListOf():
            yield from declared(shape.item, path)
        case _:
            pass


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_spec_loads(name):
    assert isinstance(loaded(SOUND[name]).platform, Platform)


@pytest.mark.parametrize("name", SOUND)
def test_a_spec_written_out_in_full_means_the_same(name, tmp_path):
    platform = loaded(SOUND[name]).platform
    full = tmp_path / "full.yaml"
    full.write_text(expand(platform, []), encoding="utf-8")
    # Without a profile and includes: the full spec needs nobody else.
    again = loaded(full, library=tmp_path).platform
    assert meaning(again) == meaning(platform)


def test_every_key_of_a_spec_is_in_a_sound_one():
    inclusions = {".include"}
    found = {key for name in EVERY_KEY for key in written(PASS / f"{name}.yaml", keys.root)}
    assert found == set(declared(keys.root, "")) - inclusions


def test_the_smallest_useful_spec_fits_on_fourteen_lines():
    assert len((PASS / "minimal.yaml").read_text(encoding="utf-8").splitlines()) == 14


def test_a_byte_order_mark_and_windows_line_ends_change_no_meaning_and_no_place():
    plain, marked = (loaded(PASS / f"{name}.yaml").platform for name in ("minimal", "bom-and-crlf"))
    assert [(one.place.line, one.place.column) for one in marked.flows] == [
        (one.place.line, one.place.column) for one in plain.flows
    ]
    assert {**meaning(marked), "owner": ""} == {**meaning(plain), "owner": ""}


def test_every_text_comes_through_unchanged():
    flows = {str(flow.source): flow.why for flow in loaded(PASS / "in-chinese.yaml").platform.flows}
    assert flows["internet"] == "市民访问“一站式”门户😀"
    assert flows["app"] == "服务读取记录: '本机构' ${nothing} %{nothing} */"


def test_an_agencys_file_speaks_of_its_own_copies():
    platform = loaded(PASS / "parts/platform.yaml").platform
    assert {store.name: str(store.zone) for store in platform.stores} == {
        "case-files": "data@civil-affairs",
        "pensions": "data@social-security",
        "scans": "data@civil-affairs",
    }
    assert ("app@civil-affairs", "data@civil-affairs") in {
        (str(flow.source), str(flow.destination)) for flow in platform.flows if flow.traffic.first == 2049
    }


def test_a_role_of_the_profile_goes_where_none_of_its_zones_is():
    platform = loaded(PASS / "without-a-profile.yaml").platform
    assert platform.access.roles == ()
    minimal = loaded(PASS / "minimal.yaml").platform
    assert {role.name for role in minimal.access.roles} == {"auditor", "break-glass", "dba", "operator"}
    dba = next(role for role in minimal.access.roles if role.name == "dba")
    assert [str(zone) for zone in dba.reach] == ["data"]


def test_what_a_profile_keeps_apart_stays_apart():
    separate = loaded(PASS / "profile-raised.yaml").platform.access.separate
    assert separate == (("auditor", "dba"), ("auditor", "operator"), ("auditor", "vendor"))


def test_a_class_takes_its_place_in_the_order_of_the_spec():
    classes = loaded(PASS / "profile-raised.yaml").platform.classes
    assert [(one.name, one.rank) for one in classes] == [("public", 0), ("general", 1), ("important", 2), ("core", 3)]
