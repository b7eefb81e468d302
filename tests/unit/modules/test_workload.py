from bastide.planner import workloads
from support.platforms import platform, service, web, zone
from support.stacks import graph, statements


def stack(*planned, **changes):
    return graph(platform(workloads=planned, **changes), workloads.files)


def test_every_launch_template_is_hardened():
    found = stack(service("registry", "app", ["pensions"]), zones=(*platform().zones, zone("quiet")))
    templates = list(found.of_type("aws_launch_template"))
    assert {template.name for template in templates} >= {"workload_registry_civil_affairs", "base_quiet"}
    for template in templates:
        (options,) = template.nested("metadata_options")
        assert (options.get("http_tokens"), options.get("http_put_response_hop_limit")) == ("required", 1)
        assert template.get("key_name") is None
        (mapping,) = template.nested("block_device_mappings")
        assert mapping.nested("ebs")[0].get("encrypted") is True


def test_hosts_and_disks_carry_the_zone_that_roles_are_limited_by():
    template = stack(service("registry", "app@civil-affairs")).by_address["aws_launch_template.workload_registry"]
    tagged = {one.get("resource_type"): one.get("tags") for one in template.nested("tag_specifications")}
    assert tagged["instance"]["bastide:zone"] == tagged["volume"]["bastide:zone"] == "app@civil-affairs"


def test_a_hosts_role_stays_inside_the_boundary_and_takes_recorded_sessions():
    found = stack(service("registry", "app@civil-affairs"))
    held = found.by_address["aws_iam_role.workload_registry"]
    assert str(held.get("permissions_boundary")) == "aws_iam_policy.boundary.arn"
    attached = found.by_address["aws_iam_role_policy_attachment.workload_registry"]
    assert str(attached.get("policy_arn")) == "aws_iam_policy.session_host.arn"


def test_a_service_that_uses_no_store_has_no_store_policy():
    found = stack(service("registry", "app@civil-affairs"))
    assert list(found.of_type("aws_iam_role_policy")) == []


def test_a_publishers_policy_is_attached_to_nobody():
    found = stack(web("portal", "edge", ["pensions"]))
    assert "aws_iam_policy.publisher_portal" in found.by_address
    assert list(found.of_type("aws_iam_role_policy_attachment")) == []


def test_nothing_here_is_unknown_to_the_judge():
    found = stack(service("registry", "app", ["pensions"]), web("portal", "edge", ["pensions"]))
    assert found.unknowns == ()
    assert found.problems == ()


def test_a_hosts_role_asks_for_no_source_that_ec2_never_names():
    found = stack(service("registry", "app@civil-affairs"))
    (trust,) = statements(found, "aws_iam_role.workload_registry", "assume_role_policy").values()
    assert trust["Principal"] == {"Service": "ec2.amazonaws.com"}
    assert "Condition" not in trust
