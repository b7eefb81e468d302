"""Maps are read, and only what is asked for is decoded."""

import json

import pytest

from bastide.bridge.load import PROVIDERS, Lazy, bridge, bridges, read
from bastide.bridge.model import Shape

SMALL = """{
"provider":"toy",
"sdk":"1.0",
"older":{
"toy:old/box:Box":"toy_box"
},
"functions":{
"toy:a/getBox:getBox":["toy_box","toy.a.get_box",1,0]
},
"types":{
"toy_box":["toy:a/box:Box","toy.a.Box",1,3],
"toy_lid":["toy:a/lid:Lid","toy.a.Lid",4,4]
},
"structures":[
{"size_cm":"int"},
{"side":["Mb",0,"sides"],"lid":["Obf",2,"","","toy.a.CoverArgs"],"in":["V","str","","in_"]},
{"colour":["Vf","str"],"knob":["Ob",0]},
{"arn":"str"},
{}
]
}
"""


@pytest.fixture
def toy():
    return read(SMALL)


def test_an_unknown_provider_is_a_key_error():
    with pytest.raises(KeyError, match="gcp"):
        bridge("gcp")


def test_no_other_file_of_the_package_is_a_provider():
    with pytest.raises(KeyError):
        bridge("../bridge/aws")


def test_a_bridge_is_read_once():
    assert bridge("aws") is bridge("aws")
    assert [one.provider for one in bridges()] == list(PROVIDERS)


def test_a_type_has_its_names_and_its_properties(toy):
    box = toy.by_terraform["toy_box"]
    assert (box.terraform, box.token, box.python) == ("toy_box", "toy:a/box:Box", "toy.a.Box")
    assert list(box.properties) == ["side", "lid", "in"]
    side, lid, word = box.properties.values()
    assert (side.pulumi, side.shape, side.block, side.flat, side.args) == (
        "sides",
        Shape.MANY,
        True,
        False,
        "toy.a.BoxSideArgs",
    )
    assert side.fields["size_cm"].pulumi == "sizeCm"
    assert (lid.shape, lid.flat, lid.fields["colour"].flat) == (Shape.ONE, True, True)
    assert (word.pulumi, word.python, word.type) == ("in", "in_", "str")


def test_a_class_is_the_owners_and_the_blocks_name_unless_the_map_says_otherwise(toy):
    side, lid, _ = toy.by_terraform["toy_box"].properties.values()
    assert (side.args, lid.args, lid.fields["knob"].args) == (
        "toy.a.BoxSideArgs",
        "toy.a.CoverArgs",
        "toy.a.CoverKnobArgs",
    )


def test_one_structure_has_a_class_for_each_owner_and_none_where_it_is_only_read(toy):
    arguments = toy.lookups["toy:a/getBox:getBox"].arguments
    assert arguments["side"].args == "toy.a.GetBoxSideArgs"
    again = read(SMALL.replace('"toy.a.Box",1,3]', '"toy.a.Box",4,1]')).by_terraform["toy_box"]
    assert (again.outputs["side"].args, again.outputs["lid"].fields["knob"].args) == ("", "")


def test_what_can_be_set_can_be_read_and_everything_has_an_id(toy):
    box = toy.by_terraform["toy_box"]
    assert list(box.outputs) == ["side", "lid", "in", "arn", "id"]
    assert list(toy.by_terraform["toy_lid"].outputs) == ["id"]
    assert toy.by_terraform["toy_lid"].properties == {}


def test_properties_are_found_by_pulumis_name(toy):
    box = toy.by_terraform["toy_box"]
    assert box.by_pulumi["sides"].terraform == "side"
    assert "arn" not in box.by_pulumi
    assert box.outputs_by_pulumi["arn"].terraform == "arn"


def test_tokens_old_and_new_lead_to_the_one_type(toy):
    assert toy.by_token["toy:a/box:Box"] is toy.by_token["toy:old/box:Box"] is toy.by_terraform["toy_box"]
    assert "toy:a/bag:Bag" not in toy.by_token
    assert toy.by_token.get("toy:a/bag:Bag") is None


def test_a_lookup_says_what_it_is_asked_and_answers(toy):
    assert toy.functions == {"toy:a/getBox:getBox": "toy_box"}
    lookup = toy.lookups["toy:a/getBox:getBox"]
    assert (lookup.terraform, lookup.token, lookup.python) == ("toy_box", "toy:a/getBox:getBox", "toy.a.get_box")
    assert (list(lookup.arguments), list(lookup.results)) == (["side", "lid", "in"], ["size_cm", "id"])


def test_a_value_is_made_when_it_is_asked_for_and_once():
    made = []
    lazy = Lazy({"a": "A", "b": "B"}, lambda key: made.append(key) or key * 2)
    assert (list(lazy), len(lazy), "a" in lazy, "A" in lazy) == (["a", "b"], 2, True, False)
    assert made == []
    assert (lazy["a"], lazy["a"], lazy.get("c")) == ("AA", "AA", None)
    assert made == ["A"]
    with pytest.raises(KeyError):
        lazy["c"]


def test_a_type_that_nobody_asks_for_is_not_decoded():
    broken = read(SMALL.replace('{"colour":', "{broken"))
    assert broken.by_terraform["toy_lid"].properties == {}
    with pytest.raises(json.JSONDecodeError):
        broken.by_terraform["toy_box"]
