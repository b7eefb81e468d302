"""Components, providers, options and all else that a registration carries."""

import pytest

pytestmark = pytest.mark.pulumi

LIBRARY = """
import pulumi
import pulumi_aws as aws


class Store(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("library:index:Store", name, None, opts)
        aws.s3.Bucket(f"{name}-bucket", bucket="stored", opts=pulumi.ResourceOptions(parent=self))
"""


@pytest.fixture
def components(recorded):
    return recorded("components", files=(("node_modules/library.py", LIBRARY),))


def test_a_component_holds_what_is_made_in_it(components):
    network = components.one("main", "Network")
    assert (network["custom"], network["remote"], network["parent"]) == (False, False, "")
    vpc = components.one("main", "vpc")
    assert vpc["parent"] == network["urn"]
    assert vpc["urn"] == "urn:pulumi:dev::program::city:index:Network$aws:ec2/vpc:Vpc::main"


def test_a_component_stands_where_it_is_made_and_its_parts_where_they_are(components):
    assert components.one("main", "Network")["line"] == components.line("network = Network")
    assert components.one("main", "vpc")["line"] == components.line("self.vpc =")


def test_parts_of_a_librarys_component_stand_where_the_program_makes_it(components):
    line = components.line("library.Store")
    places = {(one["file"], one["line"]) for one in (components.one("store"), components.one("store-bucket"))}
    assert places == {("__main__.py", line)}


def test_a_subclass_of_a_resource_has_the_outputs_of_its_class(components):
    assert components.inputs("after")["bucket"] == components.output("one", "id")
    assert components.one("one")["line"] == components.line('bucket=f"named-')


def test_depending_on_a_component_is_depending_on_its_parts(components):
    parts = {components.one("main", "vpc")["urn"], components.one("in")["urn"]}
    assert parts <= set(components.one("after")["dependencies"])


def test_a_provider_is_inherited_from_the_component(components):
    dublin = components.one("dublin")
    named = f"{dublin['urn']}::{components.output('dublin', 'id')}"
    assert components.one("main", "Network")["providers"] == {"aws": named}
    assert components.one("main", "vpc")["provider"] == named
    assert components.one("in")["provider"] == named
    assert components.one("store-bucket")["provider"] == ""
    assert dublin["inputs"]["region"] == "eu-west-1"
    assert '"owner"' in str(dublin["inputs"]["defaultTags"])


def test_a_duplicate_name_is_noted(recorded):
    found = recorded("duplicate")
    (note,) = found.opaque("duplicate")
    assert "`twin`" in note["text"]
    assert note["line"] == found.line('bucket="two"')
    assert [one["inputs"].get("bucket") for one in found.all["registrations"]] == ["one", "two", None]


def test_every_option_is_recorded(recorded):
    found = recorded("options")
    first, second, oregon = found.one("first"), found.one("second"), found.one("oregon")
    assert (first["protect"], second["protect"]) == (True, False)
    assert first["provider"] == f"{oregon['urn']}::{found.output('oregon', 'id')}"
    assert oregon["aliases"] == [{"name": "west"}]
    assert second["ignoreChanges"] == ["engineVersion", "tags"]
    assert second["timeouts"] == {"create": "1h", "delete": "10m"}
    assert (second["deleteBeforeReplace"], first["deleteBeforeReplace"]) == (True, None)
    assert (second["retainOnDelete"], first["retainOnDelete"]) == (True, False)
    assert second["aliases"] == [{"name": "old"}, "urn:pulumi:dev::program::aws:rds/instance:Instance::older"]
    assert second["id"] == "db-1"
    assert (second["dependencies"], second["propertyDependencies"]) == ([first["urn"]], {"tags": [first["urn"]]})
    assert second["version"] == found.all["sdks"]["pulumi_aws"]


def test_what_exists_already_is_read(recorded):
    found = recorded("existing")
    vpc, group = found.one("shared"), found.one("default")
    assert (vpc["read"], vpc["id"]) == (True, "vpc-0a1b2c3d")
    assert group["id"] == found.output("shared", "defaultSecurityGroupId")
    assert found.inputs("a", "subnet") == {"vpcId": "vpc-0a1b2c3d", "cidrBlock": found.output("shared", "cidrBlock")}
    assert found.inputs("a", "networkInterface")["securityGroups"] == [group["id"]]
    assert vpc["line"] == found.line("vpc =")


def test_transforms_of_every_kind_change_what_is_recorded(recorded):
    found = recorded("transforms")
    assert (found.ended, found.all["opaque"]) == ("finished", [])
    assert found.inputs("own") == {"bucket": "named", "tags": {"a": "b"}, "forceDestroy": True}
    assert found.inputs("group-inside")["bucket"] == "named"
    late = found.one("late", "bucket")
    topic = found.output("late", "arn", "topic")
    assert late["inputs"]["tags"] == {"topic": topic, "owner": "city"}
    assert late["inputs"]["bucket"] == f"b-{found.output('late', 'id', 'topic')}"
    assert (late["protect"], late["ignoreChanges"]) == (True, ["policy"])
    assert found.inputs("late", "topic")["tags"] == {"a": "b", "owner": "city"}
    assert found.invokes[0]["args"] == {"state": "available"}


def test_a_coroutine_registers_too(recorded):
    found = recorded("asynchronous")
    assert found.ended == "finished"
    assert found.names() == ["b", "v"]
    assert found.outputs["arn"] == found.output("b", "arn")


def test_a_dynamic_provider_is_noted_and_its_code_left_out(recorded):
    found = recorded("dynamic")
    assert found.inputs("q") == {"question": "why"}
    assert found.inputs("p")["value"] == found.output("q", "answer")
    (note,) = found.opaque("feature")
    assert "the program's own code" in note["text"]
    assert note["line"] == found.line("super().__init__")


def test_assets_are_named_and_missing_ones_noted(recorded):
    found = recorded("assets")
    assert found.inputs("folder")["code"] == {"$asset": "."}
    assert found.inputs("inside")["code"] == {"$asset": "inline", "assets": {"index.py": {"$asset": "inline"}}}
    assert found.inputs("file")["source"] == {"$asset": "Pulumi.yaml"}
    assert found.inputs("remote")["source"] == {"$asset": "https://example.org/file"}
    (note,) = found.opaque("asset")
    assert ("build.zip" in note["text"], note["line"]) == (True, found.line('"missing"'))


def test_a_component_of_the_engine_is_noted_and_its_outputs_named(recorded):
    found = recorded("remote")
    assert (found.ended, found.one("made")["remote"]) == ("finished", True)
    assert found.inputs("a")["vpcId"] == found.output("made", "vpcId")
    assert found.inputs("p")["value"] == {"$unknown": True}
    assert {note["text"].split("`")[0] for note in found.opaque("remote")} == {"the component ", "the method "}


def test_hooks_do_not_run(recorded):
    found = recorded("hooks")
    assert (found.ended, found.names(), found.all["opaque"]) == ("finished", ["b"], [])
