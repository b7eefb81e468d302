import pytest

from bastide.planner import edge
from support.platforms import agency, flow, platform, service, tcp, web, zone
from support.stacks import context


def entries(spec):
    return [entry for file in edge.files(context(spec)) for entry in file.inputs.get("entries", ())]


def paths(spec):
    (entry,) = entries(spec)
    return {target.permission.removeprefix("flow: edge to "): target.path for target in entry.targets}


def portal(**changes):
    return platform(workloads=(web("portal", "edge"),), **changes)


def test_only_web_workloads_get_an_entry():
    assert entries(platform(workloads=(service("registry", "app"),))) == []


def test_several_copies_are_told_apart_by_their_agencys_name():
    assert paths(portal()) == {
        "app@civil-affairs tcp/8443": "/civil-affairs/*",
        "app@social-security tcp/8443": "/social-security/*",
    }


def test_a_lone_target_gets_every_request():
    spec = portal(flows=(flow("internet", "edge", tcp(443)), flow("edge", "app@civil-affairs", tcp(8443))))
    assert paths(spec) == {"app@civil-affairs tcp/8443": "/*"}


def test_two_zones_or_ports_of_one_agency_never_share_a_path():
    spec = portal(
        agencies=(agency("civil-affairs"),),
        zones=(*platform().zones, zone("api", per_agency=True)),
        flows=(flow("edge", "app", tcp(8443)), flow("edge", "app", tcp(9443)), flow("edge", "api", tcp(8443))),
    )
    found = paths(spec)
    assert len(set(found.values())) == len(found) == 3
    assert found["api@civil-affairs tcp/8443"] == "/api-civil-affairs/*"


def test_what_leads_elsewhere_is_no_target():
    spec = portal(flows=(flow("edge", "internet", tcp(443)), flow("edge", "app@civil-affairs", tcp(8000, 8010))))
    assert paths(spec) == {}


@pytest.mark.parametrize(("port", "redirects"), [(443, False), (80, True)])
def test_plain_http_is_answered_only_where_the_spec_lets_it_in(port, redirects):
    (entry,) = entries(portal(flows=(flow("internet", "edge", tcp(port)),)))
    assert entry.redirects is redirects


def test_names_fit_the_services_limit_and_stay_apart():
    agencies = tuple(agency(f"bureau-of-long-names-{number}") for number in range(9))
    (entry,) = entries(
        portal(name="a-very-long-platform", agencies=agencies, flows=(flow("edge", "app", tcp(8443)),), stores=())
    )
    found = [target.name for target in entry.targets]
    assert len(set(found)) == len(found) == 9
    assert all(len(name) <= edge.NAME_LIMIT for name in (*found, entry.name))


def test_the_firewalls_log_group_is_named_as_waf_demands():
    (entry,) = entries(portal())
    assert entry.log_group_name == "aws-waf-logs-city-portal"
    assert str(entry.log_group) == "aws_cloudwatch_log_group.waf_portal"


def test_known_exploits_are_blocked_not_counted():
    blocking = {group.name for group in edge.RULE_GROUPS if not group.counted}
    assert {
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesSQLiRuleSet",
    } <= blocking


def test_a_new_agency_moves_no_rule_of_another():
    few = tuple(agency(f"bureau-{number}") for number in (1, 3))
    more = tuple(agency(f"bureau-{number}") for number in (1, 2, 3))
    flows = (flow("edge", "app", tcp(8443)),)
    before, after = (
        {one.label: one.priority for one in entries(portal(agencies=held, flows=flows, stores=()))[0].targets}
        for held in (few, more)
    )
    assert before.items() <= after.items()
    assert len(after) == 3


def test_rules_have_places_of_their_own_that_aws_takes():
    agencies = tuple(agency(f"bureau-{number}") for number in range(40))
    (entry,) = entries(portal(agencies=agencies, flows=(flow("edge", "app", tcp(8443)),), stores=()))
    places = [target.priority for target in entry.targets]
    assert len(set(places)) == len(places) == 40
    assert all(1 <= place <= edge.PRIORITIES for place in places)


def test_two_rules_of_the_same_hash_get_two_places():
    first = edge._priority("portal_app", set())
    assert edge._priority("portal_app", {first}) == first + 1


def test_all_firewalls_deliver_by_one_policy_for_an_account_holds_ten():
    spec = platform(workloads=tuple(web(f"portal-{number}", "edge") for number in range(12)))
    made = [file for file in edge.files(context(spec)) if file.template == "edge/delivery.tf.j2"]
    assert [file.path for file in made] == ["entries.tf"]
    assert made[0].inputs["log_streams"].endswith(":log-group:aws-waf-logs-city-*:*")


def test_without_an_entry_nothing_is_delivered():
    assert list(edge.files(context(platform(workloads=())))) == []
