from textwrap import dedent

import pytest

from bastide.graph.pulumi.places import ProgramPlaces
from bastide.graph.pulumi.read import program
from bastide.graph.pulumi.recording import recording_of
from support.recordings import MAIN, recording, registration, urn

GROUP, POLICY = "aws:ec2/securityGroup:SecurityGroup", "aws:iam/rolePolicy:RolePolicy"
OPEN = {"fromPort": 22, "toPort": 22, "protocol": "tcp", "cidrBlocks": ["0.0.0.0/0"]}


def read(text, *registrations, file=MAIN, **changes):
    """Return the graph of a program, and a function that shows the text at a place."""
    sources = {file: dedent(text).lstrip("\n")}
    recorded = recording_of(recording(registrations, **changes))
    graph = program(recorded, sources, ProgramPlaces(recorded, sources)).graph

    def shown(place):
        lines = sources[place.file].split("\n")
        end = place.end_column if place.line == place.end_line else None
        return lines[place.line - 1][place.column - 1 : end and end - 1]

    return graph, shown


def group(text, inputs, line=1, **changes):
    graph, shown = read(text, registration(0, GROUP, "web", inputs, line=line, **changes))
    return graph.resources[0], shown


def test_a_resource_stands_at_its_call_up_to_its_name():
    one, shown = group('import x\nweb = aws.ec2.SecurityGroup("web",\n  description="d",\n)\n', {}, line=2)
    assert shown(one.place) == 'aws.ec2.SecurityGroup("web"'
    assert (one.place.line, one.body.end_line) == (2, 4)


def test_an_attribute_stands_at_its_keyword_and_its_value_behind_it():
    one, shown = group(
        'aws.ec2.SecurityGroup("web", vpc_id=main, description="é", name_prefix="x")', {"vpcId": "v", "namePrefix": "x"}
    )
    assert shown(one.at("vpc_id")) == "vpc_id"
    assert shown(one.body.attributes["vpc_id"].value_place) == "main"
    assert shown(one.at("name_prefix")) == "name_prefix"


@pytest.mark.parametrize(
    "written",
    [
        'aws.ec2.SecurityGroup("web", ingress=[aws.ec2.SecurityGroupIngressArgs(cidr_blocks=["0.0.0.0/0"])])',
        'aws.ec2.SecurityGroup("web", ingress=[{"cidr_blocks": ["0.0.0.0/0"]}])',
        'aws.ec2.SecurityGroup("web", ingress=[{"cidrBlocks": ["0.0.0.0/0"]}])',
        'aws.ec2.SecurityGroup("web", ingress=[dict(cidr_blocks=["0.0.0.0/0"])])',
        'aws.ec2.SecurityGroup("web", ingress=[{"cidr_blocks": ["0.0.0.0/0"]} for port in PORTS])',
        'aws.ec2.SecurityGroup("web", aws.ec2.SecurityGroupArgs(ingress=[{"cidr_blocks": ["0.0.0.0/0"]}]))',
        'aws.ec2.SecurityGroup("web", **{"ingress": [{"cidr_blocks": ["0.0.0.0/0"]}]})',
        'aws.ec2.SecurityGroup("web", ingress=vpc.cidr.apply(lambda own: [{"cidr_blocks": ["0.0.0.0/0"]}]))',
        'aws.ec2.SecurityGroup("web", ingress=pulumi.Output.secret([{"cidr_blocks": ["0.0.0.0/0"]}]))',
        'aws.ec2.SecurityGroup("web", ingress=[{**base, "cidr_blocks": ["0.0.0.0/0"]}])',
    ],
)
def test_the_line_that_opens_a_port_is_found_however_it_is_written(written):
    one, shown = group(written, {"ingress": [OPEN]})
    (rule,) = one.nested("ingress")
    assert shown(rule.at("cidr_blocks")).strip('"') in (
        "cidr_blocks",
        "cidrBlocks",
    )
    assert shown(rule.attributes["cidr_blocks"].value_place) == '["0.0.0.0/0"]'


def test_a_value_that_a_name_holds_is_found_where_the_name_is_bound_once():
    text = """
        RULES = [{"cidr_blocks": ["0.0.0.0/0"]}]
        aws.ec2.SecurityGroup("web", ingress=RULES)
    """
    one, _ = group(text, {"ingress": [OPEN]}, line=2)
    assert one.nested("ingress")[0].at("cidr_blocks").line == 1


@pytest.mark.parametrize("again", ["RULES = []", "def f(RULES): pass", "for RULES in x: pass", "import RULES"])
def test_a_name_that_is_bound_again_leads_nowhere(again):
    text = f'RULES = [{{"cidr_blocks": ["0.0.0.0/0"]}}]\naws.ec2.SecurityGroup("web", ingress=RULES)\n{again}\n'
    one, shown = group(text, {"ingress": [OPEN]}, line=2)
    assert shown(one.nested("ingress")[0].at("cidr_blocks")) == "ingress"


def test_what_is_computed_stands_where_it_is_given():
    one, shown = group('aws.ec2.SecurityGroup("web", ingress=rules(22))', {"ingress": [OPEN]})
    assert shown(one.nested("ingress")[0].at("cidr_blocks")) == "ingress"
    one, shown = group('aws.ec2.SecurityGroup("web", **settings)', {"ingress": [OPEN]})
    assert shown(one.nested("ingress")[0].at("cidr_blocks")) == 'aws.ec2.SecurityGroup("web"'


def test_each_part_of_a_document_has_its_own_line():
    text = """
        aws.iam.RolePolicy(
            "p",
            policy=bucket.arn.apply(
                lambda arn: json.dumps({
                    "Statement": [
                        {"Effect": "Allow"},
                        {
                            "Effect": "Allow",
                            "Action": "*",
                        },
                    ],
                })
            ),
        )
    """
    document = '{"Statement": [{"Effect": "Allow"}, {"Effect": "Allow", "Action": "*"}]}'
    graph, shown = read(text, registration(0, POLICY, "p", {"policy": document}, line=1))
    places = graph.resources[0].get("policy").places
    assert shown(places["Statement", 1, "Action"]) == '"Action"'
    assert places["Statement", 1].line == 7


@pytest.mark.parametrize(
    "given",
    [
        "aws.iam.get_policy_document(statements=[{'actions': ['*']}]).json",
        "aws.iam.get_policy_document_output(statements=[StatementArgs(actions=['*'])]).json",
        "document.json",
    ],
)
def test_a_document_that_a_function_renders_is_found_in_its_arguments(given):
    text = (
        f"aws.iam.RolePolicy('p', policy={given})\ndocument = get_policy_document(statements=[dict(actions=['*'])])\n"
    )
    document = '{"Statement": [{"Effect": "Allow", "Action": "*"}]}'
    graph, shown = read(text, registration(0, POLICY, "p", {"policy": document}, line=1))
    assert shown(graph.resources[0].get("policy").places["Statement", 0, "Action"]).strip("'") == "actions"


def test_options_stand_in_the_options():
    text = 'aws.ec2.SecurityGroup("web", opts=pulumi.ResourceOptions(protect=True, ignore_changes=["tags"]))'
    one, shown = group(text, {}, protect=True, ignoreChanges=["tags"])
    (lifecycle,) = one.nested("lifecycle")
    assert shown(lifecycle.at("prevent_destroy")) == "protect"
    assert shown(lifecycle.at("ignore_changes")) == "ignore_changes"


def test_among_calls_on_one_line_the_one_of_that_class_and_name_is_meant():
    text = 'make(aws.ec2.SecurityGroup("other", vpc_id=a), aws.ec2.SecurityGroup("web", vpc_id=b))'
    one, shown = group(text, {"vpcId": "x"})
    assert shown(one.body.attributes["vpc_id"].value_place) == "b"


def test_a_line_inside_a_call_finds_it_and_one_inside_another_does_not():
    text = 'aws.ec2.SecurityGroup(\n  "web",\n  vpc_id=a,\n)\nOther(\n  1,\n)\n'
    assert group(text, {"vpcId": "x"}, line=2)[0].at("vpc_id").line == 3
    assert group(text, {"vpcId": "x"}, line=6)[0].at("vpc_id").line == 6


def test_what_a_library_registers_stands_where_its_component_is_made():
    text = 'pass\nnet = Network("net", cidr="10.0.0.0/16")\n'
    outer = registration(0, "lib:Network", "net", {}, custom=False, line=2)
    inner = registration(1, GROUP, "web", {}, parent=urn("lib:Network", "net"), file="lib.py", line=0)
    graph, shown = read(text, outer, inner)
    assert shown(graph.resources[0].place) == 'Network("net"'


@pytest.mark.parametrize("text", ["def (", "\x00", ""])
def test_a_source_that_cannot_be_parsed_still_has_lines(text):
    one, _ = group(text, {"vpcId": "x"})
    assert one.at("vpc_id").line == 1


def test_without_sources_the_line_that_was_recorded_stands():
    recorded = recording_of(recording([registration(0, GROUP, "web", {}, file="index.ts", line=7)]))
    graph = program(recorded, {}, ProgramPlaces(recorded, {})).graph
    assert str(graph.resources[0].place) == "index.ts:7:1"


def test_a_typescript_program_has_its_lines():
    text = 'import x;\n  const web = new aws.ec2.SecurityGroup("web", {});\n'
    graph, shown = read(text, registration(0, GROUP, "web", {"vpcId": "x"}, file="index.ts", line=2), file="index.ts")
    assert shown(graph.resources[0].at("vpc_id")).startswith("const web")
