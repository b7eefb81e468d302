from dataclasses import replace

from bastide.planner import edge, edge_alarms
from support.platforms import flow, platform, tcp, web
from support.stacks import graph


def stack(**changes):
    return graph(platform(workloads=(web("portal", "edge"),), **changes), edge.files)


def test_the_one_listener_speaks_modern_tls_and_finds_nothing_by_default():
    (listener,) = stack().of_type("aws_lb_listener")
    assert (listener.get("port"), listener.get("protocol")) == (443, "HTTPS")
    assert str(listener.get("ssl_policy")).startswith("ELBSecurityPolicy-TLS13-1-2-")
    (action,) = listener.nested("default_action")
    (response,) = action.nested("fixed_response")
    assert response.get("status_code") == "404"


def test_browsers_are_told_to_come_by_https_alone():
    (listener,) = stack().of_type("aws_lb_listener")
    assert listener.get("routing_http_response_strict_transport_security_header_value") == "max-age=31536000"
    assert listener.get("routing_http_response_server_enabled") is False


def test_plain_http_only_redirects_and_only_when_the_spec_lets_it_in():
    found = stack(flows=(flow("internet", "edge", tcp(80)), flow("internet", "edge", tcp(443))))
    (action,) = found.by_address["aws_lb_listener.portal_plain"].nested("default_action")
    assert action.get("type") == "redirect"


def test_the_load_balancer_carries_its_zones_group_and_is_recorded():
    balancer = stack().by_address["aws_lb.portal"]
    assert [str(one) for one in balancer.get("security_groups")] == ["aws_security_group.edge.id"]
    assert balancer.get("drop_invalid_header_fields") is True
    assert balancer.get("desync_mitigation_mode") == "strictest"
    (logs,) = balancer.nested("access_logs")
    assert (str(logs.get("bucket")), logs.get("enabled")) == ("aws_s3_bucket.access_log.id", True)


def test_each_permission_from_the_zone_has_one_target_group_over_https():
    groups = list(stack().of_type("aws_lb_target_group"))
    assert {group.name for group in groups} == {
        "portal_app_civil_affairs_8443",
        "portal_app_social_security_8443",
    }
    assert {(group.get("protocol"), group.get("port")) for group in groups} == {("HTTPS", 8443)}


def test_every_entry_has_a_firewall_that_is_recorded_without_credentials():
    found = stack()
    association = found.by_address["aws_wafv2_web_acl_association.portal"]
    assert str(association.get("resource_arn")) == "aws_lb.portal.arn"
    recorded = found.by_address["aws_wafv2_web_acl_logging_configuration.portal"]
    hidden = {
        header.get("name") for field in recorded.nested("redacted_fields") for header in field.nested("single_header")
    }
    assert hidden == {"authorization", "cookie"}


def test_the_firewall_limits_the_rate_of_each_address():
    rules = {rule.get("name"): rule for rule in stack().by_address["aws_wafv2_web_acl.portal"].nested("rule")}
    (statement,) = rules["rate"].nested("statement")
    (rate,) = statement.nested("rate_based_statement")
    assert (rate.get("limit"), rate.get("aggregate_key_type")) == (2000, "IP")
    assert len({rule.get("priority") for rule in rules.values()}) == len(rules)


def test_nothing_here_is_unknown_to_the_judge():
    assert stack().unknowns == ()
    assert stack().problems == ()


def test_the_listener_waits_for_its_certificate():
    found = stack()
    (listener,) = found.of_type("aws_lb_listener")
    assert str(listener.get("certificate_arn")) == "aws_acm_certificate_validation.portal.certificate_arn"
    awaited = found.by_address["aws_acm_certificate_validation.portal"]
    assert str(awaited.get("certificate_arn")) == "aws_acm_certificate.portal.arn"


def alarms(**changes):
    entry = replace(web("portal", "edge"), **changes)
    found = graph(platform(workloads=(entry,)), edge_alarms.files)
    return [one.get("metric_name") for one in found.of_type("aws_cloudwatch_metric_alarm")]


def test_somebody_hears_when_an_entry_or_a_service_behind_it_is_down():
    assert sorted(alarms()) == ["HTTPCode_ELB_5XX_Count", "HealthyHostCount", "HealthyHostCount"]


def test_an_objective_yields_one_alarm_on_latency_and_none_without():
    assert alarms(latency_ms=800).count("TargetResponseTime") == 1
    assert "TargetResponseTime" not in alarms()
