from dataclasses import replace

from bastide.planner import network
from bastide.planner.addresses import allocate
from bastide.planner.context import context_of
from support.platforms import flow, platform, ref, service, tcp
from support.stacks import rendered


def planned(spec):
    context = context_of(spec, allocate(spec, None))
    return context, {file.path: file for file in network.files(context)}


def rules(files, path, direction):
    return {rule.label: rule for rule in files[path].inputs[direction]}


def test_every_permission_is_one_rule_at_each_end():
    context, files = planned(platform())
    zones = [file for file in files.values() if file.template == "network/zone.tf.j2"]
    described = sorted(rule.description for file in zones for way in ("ingress", "egress") for rule in file.inputs[way])
    outside = [edge.id for edge in context.edges if edge.source == ref("internet")]
    both_ends = [edge.id for edge in context.edges if edge.id not in outside]
    assert described == sorted([*outside, *both_ends, *both_ends])


def test_rule_labels_are_unique():
    _, files = planned(platform())
    zones = [file for file in files.values() if file.template == "network/zone.tf.j2"]
    labels = [(way, rule.label) for file in zones for way in ("ingress", "egress") for rule in file.inputs[way]]
    assert len(set(labels)) == len(labels)


def test_a_rule_names_its_peer_by_group_and_the_internet_by_prefix():
    _, files = planned(platform())
    inward = rules(files, "zone-edge.tf", "ingress")["edge_from_internet_tcp_443"]
    assert (str(inward.peer_network), inward.peer_group) == ("0.0.0.0/0", None)
    outward = rules(files, "zone-edge.tf", "egress")["edge_to_app_civil_affairs_tcp_8443"]
    assert (outward.peer_network, str(outward.peer_group)) == (None, "aws_security_group.app_civil_affairs.id")


def test_only_an_internet_zone_has_a_route_to_the_gateway():
    _, files = planned(platform())
    for path, file in files.items():
        if file.template == "network/zone.tf.j2":
            assert [table.internet_gateway for table in file.inputs["tables"]] == [path == "zone-edge.tf"]


def test_there_is_no_nat_gateway_unless_a_flow_leads_out():
    assert "egress.tf" not in planned(platform())[1]
    _, files = planned(platform(flows=(flow("app", "internet", tcp(443)), flow("internet", "edge", tcp(443)))))
    tables = files["zone-app-civil-affairs.tf"].inputs["tables"]
    assert [str(table.nat_gateway) for table in tables] == ["aws_nat_gateway.a", "aws_nat_gateway.b"]
    assert [table.nat_gateway for table in files["zone-data-civil-affairs.tf"].inputs["tables"]] == [None]


def test_the_nat_gateways_stand_in_a_zone_of_their_own_where_nothing_else_does():
    files = planned(platform(flows=(flow("app", "internet", tcp(443)),)))[1]
    assert [subnet.label for subnet in files["egress.tf"].inputs["subnets"]] == ["egress_a", "egress_b"]
    assert files["zone-egress.tf"].inputs["has_group"] is False
    (table,) = files["zone-egress.tf"].inputs["tables"]
    assert table.internet_gateway


def test_endpoints_exist_only_for_whoever_needs_them():
    spec = platform(access=replace(platform().access, roles=()))
    assert "endpoints.tf" not in planned(spec)[1]
    assert "endpoints.tf" in planned(replace(spec, workloads=(service("registry", "app@civil-affairs"),)))[1]


def test_a_zone_file_is_the_target_of_that_copys_waivers():
    _, files = planned(platform())
    assert files["zone-app-civil-affairs.tf"].target == "zone/app@civil-affairs"


def test_chinese_regions_have_their_own_partition():
    spec = platform(regions=replace(platform().regions, primary="cn-north-1", dr="cn-northwest-1"))
    context, files = planned(spec)
    assert context.partition == "aws-cn"
    assert files["network.tf"].inputs["source_arn"].startswith("arn:aws-cn:ec2:cn-north-1:")
    services = {endpoint.label: endpoint.service for endpoint in files["endpoints.tf"].inputs["endpoints"]}
    assert services["s3"] == "cn.com.amazonaws.cn-north-1.s3"
    assert services["ssm"] == "com.amazonaws.cn-north-1.ssm"


def test_no_groups_name_starts_as_aws_names_their_ids():
    _, files = planned(replace(platform(), name="sg-city"))
    assert not files["zone-ops.tf"].inputs["group_name"].startswith("sg-")


def test_hosts_have_no_door_to_a_service_that_newer_regions_lack():
    _, files = planned(platform())
    assert "ec2messages" not in {endpoint.label for endpoint in files["endpoints.tf"].inputs["endpoints"]}


def test_flow_logs_may_look_for_their_group_as_the_service_demands():
    _, files = planned(platform())
    assert files["network.tf"].inputs["log_groups"] == "arn:aws:logs:ap-southeast-1:123456789012:log-group:*"


def test_no_object_is_admitted_from_a_bucket_whose_name_somebody_else_may_register():
    _, files = planned(platform())
    buckets = [arn.split(":::")[1].split("/")[0] for arn in files["endpoints.tf"].inputs["system_buckets"]]
    assert "al2023-repos-ap-southeast-1-de612dc2" in buckets
    assert not [bucket for bucket in buckets if "*" in bucket]


def test_a_list_with_walls_does_not_say_that_its_order_means_nothing():
    spec = platform()
    texts = rendered(replace(spec, flows=(*spec.flows, flow("app", "internet", tcp(443)))), network.files)
    lists = {path: text for path, text in texts.items() if "aws_network_acl_rule" in text}
    walled = {path for path, text in lists.items() if '"deny"' in text}
    assert walled
    assert walled == {path for path, text in lists.items() if "their order means nothing" not in text}
