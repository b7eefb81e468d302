"""A map is derived from what an SDK and a schema say."""

import json

import pytest

from bastide.bridge.load import read
from bastide.bridge.model import Shape
from derive import Deriver, written

TABLE = {"generated": True, "unsaid": [], "renames": {}, "left_out": [], "twins": [], "older": {}, "sources": {}}
TOKENS = {"toy_box": "toy:a/box:Box"}


def text(*, computed=False):
    return {"type": "string", "computed": True} if computed else {"type": "string", "optional": True}


def block(attributes, **blocks):
    return {"block": {"attributes": attributes, "block_types": blocks}}


def nested(inner, mode="list", most=0):
    return {"nesting_mode": mode, "max_items": most, "block": inner["block"]}


def derived(schema, given, read_only=None, types=None, **table):
    said = {"class": "toy.a.Box", "in": given, "out": {**given, **(read_only or {})}}
    sdk = {"version": "1.0", "resources": {"toy:a/box:Box": said}, "functions": {}, "types": types or {}}
    described = {"resource_schemas": {"toy_box": schema}}
    deriver = Deriver("toy", sdk, described, {**TABLE, "tokens": TOKENS, "also": {}, **table})
    return read(written(deriver.derived())).by_terraform["toy_box"], deriver.absent


def plain(*names):
    return {name: [name.lower(), "str"] for name in names}


def test_what_both_say_is_mapped_and_what_one_says_is_absent():
    box, absent = derived(block({"name": text(), "gone": text()}), plain("name", "new"))
    assert list(box.properties) == ["name"]
    assert absent == ["toy_box.gone"]


def test_what_terraform_computes_is_only_read():
    box, _ = derived(block({"name": text(), "arn": text(computed=True)}), plain("name"), plain("arn"))
    assert (list(box.properties), list(box.outputs)) == (["name"], ["name", "arn", "id"])


def test_what_only_the_sdk_withholds_is_read_as_well():
    box, _ = derived(block({"endpoint": text()}), {}, plain("endpoint"))
    assert (list(box.properties), list(box.outputs)) == ([], ["endpoint", "id"])


def test_a_guessed_plural_never_takes_another_name():
    box, absent = derived(block({"rule": text(), "rules": text()}), plain("rules"))
    assert list(box.properties) == ["rules"]
    assert absent == ["toy_box.rule"]


def test_what_a_reduced_schema_leaves_out_is_added_where_the_sdk_has_it():
    box, _ = derived(block({"name": text()}), plain("name", "description"), unsaid=["description"])
    assert set(box.properties) == {"name", "description"}
    box, _ = derived(block({"name": text()}), plain("name"), unsaid=["description"])
    assert list(box.properties) == ["name"]


@pytest.mark.parametrize(
    ("kind", "mode", "most", "shape", "flat"),
    [
        ("list:@toy.a.SideArgs", "list", 0, Shape.MANY, False),
        ("@toy.a.SideArgs", "list", 1, Shape.ONE, True),
        ("@toy.a.SideArgs", "set", 0, Shape.ONE, True),
        ("@toy.a.SideArgs", "single", 0, Shape.ONE, False),
    ],
)
def test_a_block_has_the_shape_that_the_sdk_says(kind, mode, most, shape, flat):
    schema = block({}, side=nested(block({"size": text()}), mode, most))
    box, _ = derived(schema, {"side": ["side", kind]}, types={"toy.a.SideArgs": plain("size")})
    side = box.properties["side"]
    assert (side.shape, side.flat, side.block, side.args) == (shape, flat, True, "toy.a.SideArgs")
    assert list(side.fields) == ["size"]


def test_a_map_that_is_an_object_in_the_sdk_has_its_fields():
    box, _ = derived(
        block({"runtime": {"type": ["map", "string"], "optional": True}}),
        {"runtime": ["runtime", "@toy.a.RuntimeArgs"]},
        types={"toy.a.RuntimeArgs": {"shortName": ["short_name", "str"]}},
    )
    assert (box.properties["runtime"].shape, list(box.properties["runtime"].fields)) == (Shape.ONE, ["short_name"])


def test_a_type_that_is_not_generated_has_no_classes():
    schema, types = block({}, side=nested(block({}))), {"toy.a.SideArgs": {}}
    box, _ = derived(schema, {"side": ["side", "list:@toy.a.SideArgs"]}, types=types, tokens={}, also=TOKENS)
    assert box.properties["side"].args == ""


def test_a_rename_reaches_inside_a_block():
    schema = block({}, rule=nested(block({"action": text()}), most=1))
    box, _ = derived(
        schema,
        {"rule": ["rule", "@toy.a.RuleArgs"]},
        types={"toy.a.RuleArgs": plain("deed", "action")},
        renames={"toy_box": {"rule.action": "deed"}},
    )
    assert box.properties["rule"].fields["action"].pulumi == "deed"


def test_a_twin_leads_to_its_type():
    sdk = {
        "version": "1.0",
        "functions": {},
        "types": {},
        "resources": {
            "toy:a/box:Box": {"class": "toy.a.Box", "in": plain("name"), "out": {}},
            "toy:a/boxV2:BoxV2": {"class": "toy.a.BoxV2", "in": plain("name"), "out": {}},
        },
    }
    schema = {"resource_schemas": {"toy_box": block({"name": text()})}}
    table = {**TABLE, "tokens": TOKENS, "also": {}, "twins": [["toy:old/", "toy:a/"]]}
    said = Deriver("toy", sdk, schema, table).derived()
    assert said["older"] == {"toy:old/box:Box": "toy_box", "toy:a/boxV2:BoxV2": "toy_box"}


def test_what_is_written_is_json_with_a_line_for_each_type_and_structure():
    said = {"provider": "toy", "types": {"toy_a": [1], "toy_b": [2]}, "structures": [{"x": 1}, {}]}
    lines = written(said)
    assert json.loads(lines) == said
    assert lines.splitlines() == [
        '{"provider":"toy","types":{',
        '"toy_a":[1],',
        '"toy_b":[2]',
        '},"structures":[',
        '{"x":1},',
        "{}",
        "]}",
    ]
