"""Outputs and what programs make of them; most of it breaks under the SDK's own mocks."""

import json

import pytest

pytestmark = pytest.mark.pulumi
UNKNOWN = {"$unknown": True}


def value(found, name):
    return found.inputs(name, "Parameter")["value"]


def test_inputs_of_sixty_resources_are_not_mixed_up(recorded):
    found = recorded("crowd")
    assert (found.ended, found.all["opaque"]) == ("finished", [])
    for number in range(60):
        before = found.output(f"bucket-{number - 1}", "bucket") if number else "none"
        expected = {"bucket": f"crowd-{number}", "tags": {"number": str(number), "before": before}}
        assert found.inputs(f"bucket-{number}") == expected


def test_a_run_is_the_same_each_time(recorded, run):
    first = recorded("outputs")
    again = [run(first.folder / "__main__.py").all for _ in range(2)]
    assert again == [first.all, first.all]


def test_an_output_is_a_text_that_names_it(recorded):
    found = recorded("outputs")
    assert found.ended == "finished"
    assert value(found, "text") == found.output("main", "arn", "vpc")
    secret = found.output("main", "masterUserSecrets[0].secretArn", "rds")
    assert value(found, "secret-arn") == secret
    assert value(found, "list") == found.output("main", "certificateAuthority.data", "eks")


def test_an_output_inside_an_input_is_named_too(recorded):
    found = recorded("outputs")
    assert value(found, "nested") == found.output("main", "vpcConfig.clusterSecurityGroupId", "eks")
    assert value(found, "nested-in-function") == found.output("main", "vpcConfig.vpcId", "eks")


def test_a_number_is_named_and_unknown_once_it_is_worked_with(recorded):
    found = recorded("outputs")
    port = found.output("main", "port", "rds")
    assert value(found, "number") == port
    assert found.inputs("a", "instance:Instance")["cpuOptions"]["coreCount"] == port
    assert found.outputs["nested"]["port"] == port
    assert value(found, "next-number") == UNKNOWN
    assert value(found, "equal-number") == UNKNOWN
    assert value(found, "truth") == UNKNOWN


def test_texts_that_are_put_together_keep_the_names(recorded):
    found = recorded("outputs")
    arn, name = found.output("main", "arn", "vpc"), found.output("main", "id", "vpc")
    assert value(found, "concat") == f"arn: {arn}/x"
    assert value(found, "format") == f"{arn} and {name}"
    assert json.loads(value(found, "json")) == {"arn": arn, "list": [name]}
    assert value(found, "all") == f"{arn} {found.output('main', 'endpoint', 'rds')}"
    assert value(found, "named") == f"{arn}/*"


def test_an_echoed_input_is_a_name_for_others_and_a_text_for_functions(recorded):
    found = recorded("outputs")
    assert value(found, "echo") == found.output("main", "cidrBlock", "vpc")
    assert value(found, "reference") == found.output("main", "cidrBlock", "vpc")
    assert value(found, "literal") == "16"


def test_references_only_keep_functions_from_what_was_put_in(recorded):
    found = recorded("outputs", literal=False)
    assert value(found, "literal") == UNKNOWN
    assert any("looks into" in one["text"] for one in found.opaque("apply"))


def test_a_resource_in_place_of_an_id_is_its_id(recorded):
    found = recorded("outputs")
    subnet = found.one("a", "subnet")
    assert subnet["inputs"]["vpcId"] == found.output("main", "id", "vpc")
    assert subnet["propertyDependencies"] == {"vpcId": [found.one("main", "vpc")["urn"]]}


def test_the_stacks_outputs_are_recorded(recorded):
    outputs = recorded("outputs").outputs
    found = recorded("outputs")
    assert outputs["arn"] == found.output("main", "arn", "vpc")
    assert outputs["nested"]["list"] == [found.output("main", "id", "vpc"), 1, True, None]
    assert outputs["hidden"] == "s3cret"


def test_a_lookup_answers_in_the_shape_of_its_type(recorded):
    found = recorded("invokes")
    number = {one["token"].rpartition(":")[2]: one["number"] for one in found.invokes}
    assert found.ended == "finished"
    assert found.inputs("a", "subnet")["availabilityZone"] == f"~[i:{number['getAvailabilityZones']}.names[0]]~"
    assert found.inputs("d", "subnet")["availabilityZone"] == f"~[i:{number['getAvailabilityZones']}.names[3]]~"
    assert found.inputs("a", "instance")["ami"] == f"~[i:{number['getAmi']}.id]~"
    assert value(found, "tag") == f"~[i:{number['getVpc']}.tags.Name]~"
    assert value(found, "arn") == f"arn:aws:iam::~[i:{number['getCallerIdentity']}.accountId]~:root"
    assert value(found, "region") == f"~[i:{number['getRegion']}.region]~"
    several = [f"~[i:{number['getSubnets']}.ids[{index}]]~" for index in range(3)]
    assert found.inputs("all", "subnetGroup")["subnetIds"] == several
    assert found.all["opaque"] == []


def test_a_lookup_is_recorded_with_what_it_asks_and_where(recorded):
    found = recorded("invokes")
    asked = {one["token"]: one for one in found.invokes}
    zones = asked["aws:index/getAvailabilityZones:getAvailabilityZones"]
    assert zones["args"] == {"state": "available"}
    assert (zones["file"], zones["line"]) == ("__main__.py", found.line("zones ="))


def test_a_policy_document_is_rendered(recorded):
    found = recorded("invokes")
    account = value(found, "arn").split("::")[1].removesuffix(":root")
    statement = json.loads(found.inputs("read", "policy")["policy"])["Statement"][0]
    assert statement["Action"] == ["s3:PutObject", "s3:GetObject"]
    assert statement["Principal"] == {"AWS": account}
    assert json.loads(found.inputs("late", "policy")["policy"])["Statement"][0]["Resource"] == "*"


def test_counting_what_a_lookup_returns_is_noted(recorded):
    found = recorded("counting")
    (note,) = found.opaque("placeholder")
    assert "how many values" in note["text"]
    assert (note["file"], note["line"]) == ("__main__.py", found.line("enumerate"))
    assert found.names() == ["zone-0", "zone-1", "zone-2"]


def test_a_function_that_fails_on_a_made_up_value_leaves_an_unknown_and_a_note(recorded):
    found = recorded("failing_functions")
    assert found.ended == "finished"
    for name in ("split", "int", "base64", "branch", "joined-then-split", "later", "attribute"):
        assert value(found, name) == UNKNOWN, name
    arn = found.output("b", "arn", "bucket")
    assert (value(found, "kept"), value(found, "stripped")) == (f"{arn}/*", arn)
    assert (value(found, "known"), value(found, "after")) == ("B", f"the end of {arn}")
    notes = {one["line"] for one in found.opaque("apply")}
    assert {found.line("return arn.split"), found.line("return int(arn)"), found.line('parameter("branch"')} <= notes


def test_a_function_that_fails_on_a_known_value_is_the_programs_fault(recorded):
    found = recorded("program_error_in_function")
    assert found.ended == "failed"
    assert found.fault == {"message": "KeyError: 'name'", "file": "__main__.py", "line": found.line("{}[name]")}
    assert found.names() == ["first"]


def test_looking_into_a_made_up_value_is_noted(recorded):
    found = recorded("looking")
    (note,) = found.opaque("placeholder")
    assert "looks into" in note["text"]
    assert note["line"] == found.line("if aws.")


def test_another_stacks_outputs_are_named(recorded):
    found = recorded("stack_reference")
    stack = found.one("city/network/prod")
    assert (stack["read"], stack["id"], found.all["opaque"]) == (True, "city/network/prod", [])
    vpc = found.output("city/network/prod", "outputs.vpcId")
    assert found.inputs("a") == {"vpcId": vpc, "cidrBlock": found.output("city/network/prod", 'outputs["cidr-a"]')}
    assert found.inputs("b", "subnet")["vpcId"] == vpc
    assert found.inputs("c")["subnetIds"] == [
        found.output("city/network/prod", "outputs.subnets[0]"),
        found.output("city/network/prod", "outputs.zones.a"),
    ]
    assert value(found, "d") == f"vpc {vpc}"


def test_an_output_in_a_formatted_text_is_an_error(recorded):
    found = recorded("formatted")
    assert found.ended == "failed"
    assert (found.fault["file"], found.fault["line"]) == ("__main__.py", found.line('f"'))
    assert found.names() == ["b"]


def test_secrets_are_unwrapped_and_their_paths_kept(recorded):
    found = recorded("secrets")
    assert found.inputs("d")["password"] == "hunter2"  # noqa: S105 - what the program says
    assert found.one("d")["secrets"] == ["password"]
    assert found.one("f")["inputs"]["environment"]["variables"] == {"KEY": "hunter2", "PLAIN": "x"}
    assert found.one("f")["secrets"] == ["environment.variables.KEY"]
    assert found.one("p")["secrets"] == ["value"]
    assert found.inputs("k", "Parameter")["value"] == found.output("k", "secret", "accessKey")
    assert found.one("k", "Parameter")["secrets"] == ["value"]
