"""A map is derived from what an SDK and a schema say."""

import json

import pytest

from bastide.bridge.load import read
from bastide.bridge.model import Shape
from derive import Deriver, TwiceError, written

EMPTY = {"tokens": {}, "lookups": {}, "renames": {}, "older": {}, "older_lookups": {}}
TABLE = {**EMPTY, "lost": [], "left_out": [], "twins": []}


def text(*, computed=False):
    return {"type": "string", "computed": True} if computed else {"type": "string", "optional": True}


def block(attributes, **blocks):
    return {"block": {"attributes": attributes, "block_types": blocks}}


def nested(inner, mode="list", most=0):
    return {"nesting_mode": mode, "max_items": most, "block": inner["block"]}


def resource(cls, given, read, **more):
    return {"class": cls, "in": given, "out": read, "older": [], "replaced": None, **more}


def derived(schema, given, read_only=None, types=None, **table):
    said = resource("toy.a.Box", given, {**given, **(read_only or {})})
    sdk = {"version": "1.0", "resources": {"toy:a/box:Box": said}, "functions": {}, "types": types or {}}
    described = {"resource_schemas": {"toy_box": schema}}
    deriver = Deriver("toy", sdk, described, {**TABLE, **table})
    return read(written(deriver.derived())).by_terraform["toy_box"], deriver.absent


def plain(*names):
    return {name: [name.lower(), "str"] for name in names}


def test_what_both_say_is_mapped_and_what_one_says_is_absent():
    box, absent = derived(block({"name": text(), "gone": text()}), plain("name", "new"))
    assert list(box.properties) == ["name"]
    assert absent == {"toy_box.gone"}


def test_what_terraform_computes_is_only_read():
    box, _ = derived(block({"name": text(), "arn": text(computed=True)}), plain("name"), plain("arn"))
    assert (list(box.properties), list(box.outputs)) == (["name"], ["name", "arn", "id"])


def test_what_only_the_sdk_withholds_is_read_as_well():
    box, _ = derived(block({"endpoint": text()}), {}, plain("endpoint"))
    assert (list(box.properties), list(box.outputs)) == ([], ["endpoint", "id"])


def test_a_guessed_plural_never_takes_another_name():
    box, absent = derived(block({"rule": text(), "rules": text()}), plain("rules"))
    assert list(box.properties) == ["rules"]
    assert absent == {"toy_box.rule"}


def test_what_a_reduced_schema_leaves_out_is_added_where_the_sdk_has_it():
    box, _ = derived(block({"name": text()}), plain("name", "description"), lost=["description"])
    assert set(box.properties) == {"name", "description"}
    box, _ = derived(block({"name": text()}), plain("name"), lost=["description"])
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


def test_a_rename_reaches_inside_a_block():
    schema = block({}, rule=nested(block({"action": text()}), most=1))
    box, _ = derived(
        schema,
        {"rule": ["rule", "@toy.a.RuleArgs"]},
        types={"toy.a.RuleArgs": plain("deed", "action")},
        renames={"toy_box.rule": {"action": "deed"}},
    )
    assert box.properties["rule"].fields["action"].pulumi == "deed"


def test_a_rename_that_makes_two_names_one_is_refused():
    with pytest.raises(TwiceError, match="toy_box: `other` and another would both be `name`"):
        derived(block({"name": text(), "other": text()}), plain("name"), renames={"toy_box": {"other": "name"}})


def test_an_inner_id_can_be_set_and_the_own_one_is_never_given():
    schema = block({"id": text()}, query=nested(block({"id": text()})))
    said = {"id": ["id", "str"], "queries": ["queries", "list:@toy.a.BoxQueryArgs"]}
    box, absent = derived(schema, said, types={"toy.a.BoxQueryArgs": plain("id")})
    assert (list(box.properties), list(box.properties["query"].fields), absent) == (["query"], ["id"], set())


def test_a_value_where_the_schema_has_a_block_is_listed_as_a_difference():
    sdk, schema = toy({"side": ["side", "str"]}), block({}, side=nested(block({})))
    deriver = Deriver("toy", sdk, {"resource_schemas": {"toy_box": schema}}, TABLE)
    deriver.derived()
    assert deriver.differ == {"toy_box.side"}


def toy(given, **others):
    resources = {"toy:a/box:Box": resource("toy.a.Box", given, given), **others}
    return {"version": "1.0", "functions": {}, "types": {}, "resources": resources}


def test_older_tokens_are_those_that_the_sdk_or_the_table_gives_a_reason_for():
    names = plain("name")
    sdk = toy(
        names,
        **{
            "toy:a/boxV2:BoxV2": resource("toy.a.BoxV2", names, names, replaced=["a", "Box"], older=["toy:z/box:Box"]),
            "toy:a/boxV3:BoxV3": resource("toy.a.BoxV3", names, names),
            "toy:b/box:Box": resource("toy.b.Box", names, names),
        },
    )
    schema = {"resource_schemas": {"toy_box": block({"name": text()})}}
    said = Deriver("toy", sdk, schema, {**TABLE, "twins": [["toy:b/", "toy:a/"]]}).derived()
    assert list(said["older"]) == ["toy:a/boxV2:BoxV2", "toy:b/box:Box", "toy:z/box:Box"]
    assert set(said["older"].values()) == {"toy_box"}


def test_a_lookup_has_its_function_its_arguments_and_its_results():
    function = {"class": "toy.a.get_box", "in": plain("id"), "out": plain("id", "size")}
    described = {
        "resource_schemas": {},
        "data_source_schemas": {"toy_box": block({"id": text(), "size": text(computed=True)})},
    }
    sdk = toy({}) | {"functions": {"toy:a/getBox:getBox": function}}
    table = {**TABLE, "older_lookups": {"toy:index/getBox:getBox": "toy_box"}}
    found = read(written(Deriver("toy", sdk, described, table).derived()))
    lookup = found.lookups["toy:a/getBox:getBox"]
    assert (lookup.terraform, lookup.python) == ("toy_box", "toy.a.get_box")
    assert (list(lookup.arguments), list(lookup.results)) == (["id"], ["id", "size"])
    assert found.functions["toy:index/getBox:getBox"] == "toy_box"


def test_what_is_written_is_json_with_a_line_for_each_type_and_structure():
    said = {"provider": "toy", "types": {"toy_a": [1], "toy_b": [2]}, "structures": [{"x": 1}, {}]}
    lines = written(said)
    assert json.loads(lines) == said
    assert lines.splitlines()[2:] == [
        '"types":{',
        '"toy_a":[1],',
        '"toy_b":[2]',
        "},",
        '"structures":[',
        '{"x":1},',
        "{}",
        "]",
        "}",
    ]
