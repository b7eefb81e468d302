"""A plan in JSON as the graph that text would give: what will be, each instance, and what nobody knows yet."""

import json
import os

import pytest

from bastide.graph.plan_json import planned_part, read_plan
from bastide.graph.read import folder_of, read, texts
from bastide.graph.terraform import read_tree
from bastide.model.graph import Reference, Unknown
from support.work import calls

PLANS = "tests/fixtures/plans/modules"


@pytest.fixture
def created(root):
    return read_plan(root / PLANS / "created.json")


@pytest.fixture
def changed(root):
    return read_plan(root / PLANS / "changed.json")


@pytest.fixture
def plan(tmp_path):
    """Read a small plan of the root module's resources: (address, values, unknown, expressions)."""

    def write(*resources, name="plan.json", indent=None, **more):
        planned, changes, written = [], [], []
        for address, values, unknown, expressions in resources:
            kind, name_and_key = address.removeprefix("data.").split(".", 1)
            word, _, key = name_and_key.partition("[")
            mode = "data" if address.startswith("data.") else "managed"
            entry = {"address": address, "mode": mode, "type": kind, "name": word}
            entry |= {"index": json.loads(key[:-1])} if key else {}
            lists = {one: [] for one in unknown if one.endswith("s")}
            planned.append(entry | {"values": values, "sensitive_values": lists})
            changes.append(entry | {"change": {"actions": ["create"], "after_unknown": unknown}})
            own = address.partition("[")[0]
            written.append({"address": own, "expressions": expressions, "provider_config_key": "aws"})
        document = {
            "format_version": "1.2",
            "planned_values": {"root_module": {"resources": planned}},
            "resource_changes": changes,
            "configuration": {"root_module": {"resources": written}},
            **more,
        }
        path = tmp_path / name
        path.write_text(json.dumps(document, indent=indent))
        return read_plan(path)

    return write


def refers(*names):
    return {"references": list(names)}


def target(graph, address, name):
    value = graph.by_address[address].get(name)
    return str(value) if isinstance(value, Reference) else value


def omitted(graph):
    return sorted(unknown.text for unknown in graph.unknowns)


def codes(graph):
    return [problem.code for problem in graph.problems]


# What will be


def test_modules_count_and_for_each_are_expanded(created):
    addresses = set(created.by_address)
    assert {"aws_instance.bastion[0]", "aws_instance.bastion[1]"} <= addresses
    assert 'module.main.aws_subnet.tier["data"]' in addresses
    assert 'module.regional["north"].aws_vpc.this' in addresses
    assert "module.main.aws_network_acl.data[0]" in addresses
    assert 'module.regional["north"].aws_network_acl.data[0]' not in addresses
    assert len(list(created.of_type("aws_subnet"))) == 4


def test_a_data_source_that_was_read_already_is_there_too(created):
    assert created.by_address["data.aws_region.here"].get("name") == "ap-southeast-1"
    assert created.by_address["data.aws_iam_policy_document.read"].nested("statement")


def test_what_is_destroyed_is_not_part_of_what_will_be(changed):
    assert "aws_instance.bastion[0]" in changed.by_address
    assert "aws_instance.bastion[1]" not in changed.by_address
    assert not any("south" in address for address in changed.by_address)


def test_the_object_that_a_replacement_leaves_behind_says_nothing(plan):
    graph = plan(
        ("aws_eip.a", {}, {"instance": True}, {"instance": refers("aws_instance.b.id", "aws_instance.b")}),
        ("aws_instance.b", {}, {"id": True}, {}),
    )
    assert target(graph, "aws_eip.a", "instance") == "aws_instance.b.id"
    deposed = {"address": "aws_eip.a", "deposed": "0a1b2c3d", "change": {"actions": ["delete"], "after_unknown": {}}}
    graph = plan(("aws_eip.a", {}, {"instance": True}, {"instance": {}}), resource_changes=[deposed])
    assert "instance" not in graph.by_address["aws_eip.a"].body.attributes


def test_text_and_plan_agree_on_what_is_literal(root, created):
    text = read_tree(root / PLANS)
    compared = 0
    for resource in text.resources:
        if "count" in resource.body.attributes:
            continue
        planned = created.by_address[resource.address]
        for name, attribute in resource.body.attributes.items():
            if isinstance(attribute.value, str | int | bool):
                assert planned.get(name) == attribute.value
                compared += 1
    assert compared >= 4


def test_null_is_left_out_and_an_empty_text_in_a_block_too(plan):
    route = {"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1", "nat_gateway_id": "", "core_network_arn": None}
    graph = plan(("aws_route_table.a", {"route": [route], "tags": None, "name": ""}, {}, {"route": refers("var.x")}))
    table = graph.by_address["aws_route_table.a"]
    assert set(table.body.attributes) == {"name"}
    assert [set(block.attributes) for block in table.nested("route")] == [{"cidr_block", "gateway_id"}]


def test_a_single_nested_object_is_a_block_where_the_configuration_writes_one(plan):
    written = {"timeouts": {"create": {"constant_value": "10m"}}, "tags": {"constant_value": {"a": "b"}}}
    graph = plan(("aws_x.a", {"timeouts": {"create": "10m"}, "tags": {"a": "b"}}, {}, written))
    assert graph.by_address["aws_x.a"].nested("timeouts")[0].get("create") == "10m"
    assert graph.by_address["aws_x.a"].get("tags") == {"a": "b"}


# What is not known yet


def test_an_omitted_egress_stays_unknown(created):
    value = created.by_address["aws_security_group.legacy"].get("egress")
    assert isinstance(value, Unknown)
    assert "does not say which" in value.reason
    assert "aws_security_group.legacy.egress" in omitted(created)


def test_an_egress_that_the_state_knows_is_known(changed):
    assert changed.by_address["aws_security_group.legacy"].get("egress") == ()
    assert omitted(changed) == []


GROUP = ("aws_security_group.a", {}, {"id": True, "egress": True, "ingress": True}, {})


def rule(kind, **values):
    reference = {"security_group_id": refers("aws_security_group.a.id", "aws_security_group.a")}
    return (f"aws_vpc_security_group_{kind}_rule.r", values, {"security_group_id": True}, reference)


def test_rules_that_a_resource_makes_are_not_unknown_in_that_direction_only(plan):
    assert omitted(plan(GROUP)) == ["aws_security_group.a.egress", "aws_security_group.a.ingress"]
    assert omitted(plan(GROUP, rule("egress", ip_protocol="-1"))) == ["aws_security_group.a.ingress"]


def test_rules_read_back_from_a_resource_are_not_said_twice(plan):
    entry = {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8"], "self": False}
    group = ("aws_security_group.a", {"ingress": [entry, entry | {"from_port": 80}], "id": "sg-0a1b2c3d4e"}, {}, {})
    made = rule("ingress", ip_protocol="tcp", from_port=443, to_port=443, cidr_ipv4="10.0.0.0/8")
    left = plan(group, made).by_address["aws_security_group.a"].nested("ingress")
    assert [block.get("from_port") for block in left] == [80]


def test_rules_that_the_configuration_gives_are_kept_beside_equal_resources(plan):
    entry = {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8"], "self": False}
    group = (
        "aws_security_group.a",
        {"ingress": [entry], "id": "sg-0a1b2c3d4e"},
        {},
        {"ingress": {"constant_value": 1}},
    )
    made = rule("ingress", ip_protocol="tcp", from_port=443, to_port=443, cidr_ipv4="10.0.0.0/8")
    assert len(plan(group, made).by_address["aws_security_group.a"].nested("ingress")) == 1


def test_what_the_provider_fills_in_is_absent_as_in_text(plan):
    graph = plan(("aws_subnet.a", {"cidr_block": "10.0.0.0/24"}, {"id": True, "arn": True, "tags_all": True}, {}))
    assert set(graph.by_address["aws_subnet.a"].body.attributes) == {"cidr_block"}
    assert graph.unknowns == ()


def test_a_block_that_is_not_known_hides_what_it_holds(plan):
    graph = plan(("aws_x.a", {}, {"rule": True}, {"rule": [{"days": refers("var.x")}]}))
    assert [block.labels for block in graph.by_address["aws_x.a"].nested("dynamic")] == [("rule",)]
    assert omitted(graph) == ['dynamic "rule"']


def test_a_data_source_with_unknown_statements_is_unknown(plan):
    lists = {"statements": True}
    graph = plan(("data.aws_iam_policy_document.d", {}, lists, {}))
    assert omitted(graph) == ["data.aws_iam_policy_document.d.statements"]


def test_an_unknown_policy_is_no_reference_to_what_it_speaks_of(plan):
    key = ("aws_kms_key.k", {}, {"arn": True}, {})
    policy = {"policy": refers("aws_kms_key.k.arn", "aws_kms_key.k")}
    assert omitted(plan(key, ("aws_iam_policy.p", {}, {"policy": True}, policy))) == ["aws_iam_policy.p.policy"]


def test_a_policy_made_by_a_data_source_is_a_reference(created):
    assert target(created, "aws_iam_policy.read", "policy") == "data.aws_iam_policy_document.read.json"


def test_a_partial_plan_is_unknown_and_a_broken_one_no_verdict(plan):
    vpc = ("aws_vpc.a", {}, {}, {})
    assert "partial" in plan(vpc, complete=False).unknowns[0].reason
    assert codes(plan(vpc, errored=True)) == ["SCAN008"]


# References


def test_a_reference_leads_to_the_instance_of_the_same_key(created):
    assert target(created, "aws_eip.bastion[1]", "instance") == "aws_instance.bastion[1].id"
    association = 'module.main.aws_route_table_association.tier["data"]'
    assert target(created, association, "subnet_id") == 'module.main.aws_subnet.tier["data"].id'


def test_a_reference_stays_in_its_own_copy_of_the_module(created):
    gateway = 'module.regional["south"].aws_internet_gateway.this'
    assert target(created, gateway, "vpc_id") == 'module.regional["south"].aws_vpc.this.id'


def test_a_reference_is_followed_through_variables_and_outputs(created):
    assert target(created, "module.app.aws_security_group.app", "vpc_id") == "module.main.aws_vpc.this.id"
    assert target(created, "module.app.aws_instance.app", "subnet_id") == 'module.main.aws_subnet.tier["web"].id'


def test_a_list_refers_to_all_that_it_names(plan):
    subnets = [(f"aws_subnet.{name}", {}, {"id": True}, {}) for name in "ab"]
    both = {"subnet_ids": refers("aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b")}
    graph = plan(*subnets, ("aws_network_acl.n", {}, {"subnet_ids": True}, both))
    assert [str(one) for one in graph.by_address["aws_network_acl.n"].get("subnet_ids")] == [
        "aws_subnet.a.id",
        "aws_subnet.b.id",
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b"),
        ("aws_subnet.a.id", "aws_subnet.a", "var.x"),
        ("local.subnet",),
        ("each.value",),
        ("aws_subnet.gone.id", "aws_subnet.gone"),
        ("module.gone.id", "module.gone"),
        ("aws_subnet.many",),
        ("aws_subnet.many", "count.index"),
        ("aws_subnet.a[",),
        (),
    ],
)
def test_what_may_be_more_than_one_thing_or_none_is_unknown(plan, names):
    subnets = [(f"aws_subnet.{name}", {}, {"id": True}, {}) for name in ("a", "b", "many[0]", "many[1]", "many[2]")]
    gateways = [
        (f"aws_nat_gateway.n[{index}]", {}, {"subnet_id": True}, {"subnet_id": refers(*names)}) for index in range(2)
    ]
    assert omitted(plan(*subnets, *gateways)) == [f"aws_nat_gateway.n[{index}].subnet_id" for index in range(2)]


def test_the_kind_in_an_attributes_name_chooses_among_what_a_block_names(plan):
    things = [(f"{kind}.x", {}, {"id": True}, {}) for kind in ("aws_nat_gateway", "aws_vpc_peering_connection")]
    names = refers("aws_nat_gateway.x.id", "aws_nat_gateway.x", "aws_vpc_peering_connection.x.id")
    routes = [{"cidr_block": "0.0.0.0/0"}, {"cidr_block": "10.0.0.0/8"}]
    unknown = {"route": [{"nat_gateway_id": True}, {"vpc_peering_connection_id": True}]}
    graph = plan(*things, ("aws_route_table.t", {"route": routes}, unknown, {"route": names}))
    one, other = graph.by_address["aws_route_table.t"].nested("route")
    assert str(one.get("nat_gateway_id")) == "aws_nat_gateway.x.id"
    assert str(other.get("vpc_peering_connection_id")) == "aws_vpc_peering_connection.x.id"


def test_blocks_in_another_order_are_told_apart_by_their_literals(plan):
    keys = [(f"aws_kms_key.{name}", {}, {"arn": True}, {}) for name in "ab"]
    values = {"rule": [{"name": "b"}, {"name": "a"}]}
    written = [{"name": {"constant_value": name}, "key": refers(f"aws_kms_key.{name}.arn")} for name in "ab"]
    unknown = {"rule": [{"key": True}, {"key": True}]}
    rules = plan(*keys, ("aws_x.x", values, unknown, {"rule": written})).by_address["aws_x.x"].nested("rule")
    assert [(block.get("name"), str(block.get("key"))) for block in rules] == [
        ("b", "aws_kms_key.b.arn"),
        ("a", "aws_kms_key.a.arn"),
    ]


def test_an_identifier_of_another_resource_is_a_reference_to_it(changed):
    route = changed.by_address['module.main.aws_route_table.tier["web"]'].nested("route")[0]
    assert str(route.get("gateway_id")) == "module.main.aws_internet_gateway.this.id"


def test_what_aws_named_a_resource_is_absent_as_in_text(changed):
    assert "id" not in changed.by_address["module.main.aws_vpc.this"].body.attributes
    assert "main_route_table_id" not in changed.by_address["module.main.aws_vpc.this"].body.attributes
    assert changed.by_address["data.aws_region.here"].get("id") == "ap-southeast-1"


def test_an_identifier_that_two_resources_have_is_nobodys(plan):
    twins = [(f"aws_x.{name}", {"id": "sg-0a1b2c3d4e"}, {}, {}) for name in "ab"]
    graph = plan(*twins, ("aws_y.c", {"group": "sg-0a1b2c3d4e"}, {}, {"group": {"constant_value": "x"}}))
    assert graph.by_address["aws_y.c"].get("group") == "sg-0a1b2c3d4e"


def test_variables_that_lead_to_each_other_lead_nowhere(plan):
    call = {"source": "./m", "expressions": {"x": refers("module.m.o", "module.m")}}
    call["module"] = {"outputs": {"o": {"expression": refers("var.x")}}, "variables": {"x": {}}}
    written = [{"address": "aws_eip.a", "expressions": {"instance": refers("module.m.o", "module.m")}}]
    configuration = {"root_module": {"resources": written, "module_calls": {"m": call}}}
    graph = plan(("aws_eip.a", {}, {"instance": True}, {}), configuration=configuration)
    assert omitted(graph) == ["aws_eip.a.instance"]


# Providers and places


def test_providers_are_named_as_in_text(created):
    assert created.by_address["aws_kms_key.records"].provider == "aws.dr"
    assert created.by_address['module.regional["north"].aws_vpc.this'].provider == "aws.dr"
    assert created.by_address["module.main.aws_vpc.this"].provider == ""
    assert [block.get("region") for block in created.providers] == ["ap-southeast-1", "ap-northeast-1"]


@pytest.mark.parametrize(("value", "known"), [("eu-west-1", True), ("eu", False), (None, False)])
def test_a_region_from_a_variable_is_known_if_it_is_one(plan, value, known):
    providers = {"aws": {"name": "aws", "expressions": {"region": refers("var.region")}}}
    variables = {} if value is None else {"region": {"value": value}}
    graph = plan(configuration={"provider_config": providers, "root_module": {}}, variables=variables)
    assert (graph.providers[0].get("region") == value) is known


def test_a_provider_of_a_module_is_another_one_than_the_roots(plan):
    own = {"name": "aws", "module_address": "module.m", "expressions": {"region": {"constant_value": "eu-west-1"}}}
    written = [{"address": "aws_vpc.a", "provider_config_key": "module.m:aws"}]
    configuration = {"provider_config": {"module.m:aws": own}, "root_module": {"resources": written}}
    graph = plan(("aws_vpc.a", {}, {}, {}), configuration=configuration)
    assert graph.by_address["aws_vpc.a"].provider == "aws.module.m"
    assert graph.providers[0].get("alias") == "module.m"


def test_places_are_in_the_text_of_the_plan(plan, tmp_path):
    graph = plan(("aws_vpc.a", {"cidr_block": "10.0.0.0/16"}, {}, {}), indent=2)
    lines = (tmp_path / "plan.json").read_text().split("\n")
    place = graph.by_address["aws_vpc.a"].at("cidr_block")
    assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == '"cidr_block"'
    assert lines[graph.by_address["aws_vpc.a"].place.line - 1].strip() == "{"


def test_the_text_of_what_will_be_keeps_its_place(root):
    text = (root / PLANS / "created.json").read_text()
    part = planned_part(text)
    assert len(part) == len(text)
    at = text.index('"aws_kms_key.records"')
    assert part[at : at + 21] == '"aws_kms_key.records"'
    assert part.count('"aws_kms_key.records"') == 1
    assert planned_part("no plan") == "no plan"


# What is no plan


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        ("", "SCAN005", "no JSON"),
        ("{", "SCAN005", "no JSON"),
        ("{} {}", "SCAN005", "something follows"),
        ('{"a": 1, "a": 2}', "SCAN005", "twice"),
        ('{"planned_values": {"root_module": {"resources": [{"a": 1, "a": 2}]}}}', "SCAN005", "twice"),
        ('{"a": {"b": 1, "b": 2}}', "SCAN005", "twice"),
        ('{"a": NaN}', "SCAN005", "no number"),
        ('{"a" 1}', "SCAN005", "`:` is missing"),
        ('{"a": 1 "b": 2}', "SCAN005", "`,` is missing"),
        ("{a: 1}", "SCAN005", "double quotes"),
        ('{"a": ' + "[" * 100_000, "SCAN005", "deeply"),
        ("[]", "SCAN006", "no object"),
        ("{}", "SCAN006", "no `planned_values`"),
        ('{"format_version": "1.0", "values": {"root_module": {}}}', "SCAN006", "it is a state"),
        ('{"version": 4, "lineage": "x", "resources": []}', "SCAN006", "it is a state"),
        ('{"planned_values": {}}', "SCAN007", "plan format"),
        ('{"format_version": "2.0", "planned_values": {}}', "SCAN007", "`2.0`"),
        ('{"format_version": "1.2", "planned_values": {"root_module": {"resources": [1]}}}', "SCAN006", "an object"),
        ('{"format_version": "1.2", "planned_values": {"root_module": {"resources": [{}]}}}', "SCAN006", "`mode`"),
    ],
)
def test_what_is_no_plan_is_refused_with_what_it_is(tmp_path, content, code, word):
    path = tmp_path / "plan.json"
    path.write_text(content)
    graph = read_plan(path)
    assert codes(graph) == [code]
    assert word in graph.problems[0].message
    assert graph.resources == ()
    assert "\n" not in graph.problems[0].message
    assert graph.problems[0].fix


def test_modules_within_modules_without_end_are_refused(tmp_path):
    levels = 400
    path = tmp_path / "plan.json"
    nested = '{"child_modules": [' * levels + "]}" * levels
    path.write_text('{"format_version": "1.2", "planned_values": {"root_module": ' + nested + "}}")
    assert codes(read_plan(path)) == ["SCAN005"]


def test_a_value_that_nests_without_end_is_unknown(plan):
    value = "x"
    for _ in range(200):
        value = [value]
    assert omitted(plan(("aws_x.a", {"v": value}, {}, {"v": {}}))) == ["aws_x.a.v"]


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"PK\x03\x04rest", "own form"), (b"\xff\xfe{\x00", "UTF-16"), (b'{"a": "\xff"}', "byte 8 is not UTF-8")],
)
def test_what_is_no_text_is_refused_with_what_it_is(tmp_path, content, word):
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    assert word in read_plan(path).problems[0].message


def test_a_plan_may_begin_with_a_byte_order_mark(root, tmp_path):
    path = tmp_path / "plan.json"
    path.write_bytes(b"\xef\xbb\xbf" + (root / PLANS / "created.json").read_bytes())
    assert codes(read_plan(path)) == []


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "plan.json")
    assert codes(read_plan(tmp_path / "plan.json")) == ["SCAN002"]


@pytest.mark.parametrize("wrong", [1, "x", None, True, [], [1], {"x": 1}])
@pytest.mark.parametrize("part", ["resource_changes", "configuration", "prior_state", "variables", "deferred_changes"])
def test_a_part_of_another_shape_never_breaks_the_reader(plan, part, wrong):
    plan(("aws_vpc.a", {"cidr_block": "10.0.0.0/16"}, {"id": True}, {}), **{part: wrong})


@pytest.mark.parametrize("wrong", [1, "x", None, True, [1], {"x": 1}, {"references": 1}, {"references": [1]}])
def test_an_entry_of_another_shape_never_breaks_the_reader(plan, wrong):
    plan(("aws_vpc.a", {"x": wrong, "y": [wrong, {}]}, {"x": wrong, "y": wrong, "z": wrong}, {"x": wrong, "z": wrong}))


def test_a_plan_of_twice_the_size_takes_twice_the_work(tmp_path, plan):
    rule = {"security_group_id": refers("aws_security_group.a.id", "aws_security_group.a")}
    values = {f"attribute_{number}": "value" * 20 for number in range(18)}

    def work(instances):
        many = [(f"aws_x.r[{number}]", values, {"id": True, "security_group_id": True}, rule) for number in instances]
        assert len(plan(GROUP, *many).resources) == len(many) + 1
        return calls(lambda: read_plan(tmp_path / "plan.json"))

    assert work(range(800)) < 2.2 * work(range(400))


# One door for both


def test_a_directory_is_read_as_text_and_a_file_as_a_plan(root, tmp_path):
    assert read(root / PLANS).files == ("main.tf",)
    assert read(root / PLANS / "created.json").files == ("created.json",)
    assert folder_of(root / PLANS / "created.json") == root / PLANS == folder_of(root / PLANS)
    assert codes(read(tmp_path / "gone")) == ["SCAN004"]


def test_a_file_of_text_is_refused_with_advice(root):
    problem = read(root / PLANS / "main.tf").problems[0]
    assert problem.fix == "name the directory that holds it"


def test_the_text_that_rules_read_is_that_of_the_plan(root, created):
    assert set(texts(root / PLANS / "created.json", created)) == {"created.json"}
