import pytest

from bastide.model.forwarding import Target
from bastide.model.wire import ANY_PROTOCOL, Span, cidr
from support.aws_trees import doubts, network

WORLD = (cidr("0.0.0.0/0"), cidr("::/0"))


def tree(rules, *, order="STRICT_ORDER", default="aws:drop_strict", kind="STATEFUL", policy=""):
    return f"""
resource "aws_networkfirewall_rule_group" "g" {{
  capacity = 10
  name     = "g"
  type     = "{kind}"
  rule_group {{
    {rules}
  }}
}}
resource "aws_networkfirewall_firewall_policy" "p" {{
  name = "p"
  firewall_policy {{
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_default_actions           = ["{default}"]
    stateful_engine_options {{
      rule_order = "{order}"
    }}
    {kind.lower()}_rule_group_reference {{
      priority     = 10
      resource_arn = aws_networkfirewall_rule_group.g.arn
    }}
    {policy}
  }}
}}
resource "aws_networkfirewall_firewall" "f" {{
  name                = "f"
  vpc_id              = aws_vpc.main.id
  firewall_policy_arn = aws_networkfirewall_firewall_policy.p.arn
  subnet_mapping {{
    subnet_id = aws_subnet.a.id
  }}
}}
"""


def rule(action="PASS", protocol="TCP", source="10.0.0.0/8", destination="ANY", port="443", **more):
    return f"""
stateful_rule {{
  action = "{action}"
  header {{
    protocol         = "{protocol}"
    source           = "{source}"
    source_port      = "{more.get("source_port", "ANY")}"
    direction        = "{more.get("direction", "FORWARD")}"
    destination      = "{destination}"
    destination_port = "{port}"
  }}
  rule_option {{
    keyword = "{more.get("option", "sid")}"
  }}
}}
"""


def source(*rules):
    return "rules_source {\n" + "".join(rules) + "}\n"


def endpoint(text):
    (found,) = network(text).firewalls
    return found


def test_a_rule_passes_what_it_names_and_the_rest_is_dropped():
    found = endpoint(tree(source(rule())))
    assert [(one.allow, one.span, one.sources, one.destinations) for one in found.rules] == [
        (True, Span(6, 443, 443), (cidr("10.0.0.0/8"),), WORLD)
    ]
    assert (found.default_allow, found.subnet) == (False, "aws_subnet.a")
    assert doubts(tree(source(rule()))) == []


def test_in_strict_order_the_first_rule_decides():
    found = endpoint(tree(source(rule("DROP"), rule("PASS"))))
    assert [one.allow for one in found.rules] == [False, True]


def test_in_default_order_what_passes_comes_first_and_the_rest_passes():
    found = endpoint(tree(source(rule("DROP"), rule("PASS")), order="DEFAULT_ACTION_ORDER"))
    assert ([one.allow for one in found.rules], found.default_allow) == ([True, False], True)


@pytest.mark.parametrize(
    ("protocol", "port", "spans"),
    [
        ("UDP", "53", [Span(17, 53, 53)]),
        ("TCP", "1024:65535", [Span(6, 1024, 65535)]),
        ("TCP", "[80,443]", [Span(6, 80, 80), Span(6, 443, 443)]),
        ("TCP", "ANY", [Span(6, 0, 65535)]),
        ("TCP", "8000:", [Span(6, 8000, 65535)]),
        ("IP", "ANY", [Span(ANY_PROTOCOL, 0, 0)]),
        ("ICMP", "ANY", [Span(1, 0, 65535), Span(58, 0, 65535)]),
    ],
)
def test_ports_and_protocols_are_read(protocol, port, spans):
    assert [one.span for one in endpoint(tree(source(rule(protocol=protocol, port=port)))).rules] == spans


def test_a_rule_for_both_directions_holds_in_both():
    found = endpoint(tree(source(rule(port="ANY", direction="ANY"))))
    assert [(one.sources, one.destinations) for one in found.rules] == [
        ((cidr("10.0.0.0/8"),), WORLD),
        (WORLD, (cidr("10.0.0.0/8"),)),
    ]


def test_variables_and_the_home_network_are_resolved():
    variables = """
rule_variables {
  ip_sets {
    key = "SITES"
    ip_set {
      definition = ["192.0.2.0/24"]
    }
  }
  port_sets {
    key = "WEB"
    port_set {
      definition = ["80", "443"]
    }
  }
}
"""
    found = endpoint(tree(variables + source(rule(source="$HOME_NET", destination="$SITES", port="$WEB"))))
    assert [(one.sources, one.destinations, one.span.first) for one in found.rules] == [
        ((cidr("10.0.0.0/16"),), (cidr("192.0.2.0/24"),), 80),
        ((cidr("10.0.0.0/16"),), (cidr("192.0.2.0/24"),), 443),
    ]


@pytest.mark.parametrize(
    "rules",
    [
        'rules_source {\n  rules_string = "pass tcp any any -> any any (sid:1;)"\n}',
        'rules_source {\n  rules_source_list {\n    targets = ["example.gov"]\n  }\n}',
        source(rule(protocol="TLS")),
        source(rule(source_port="1024")),
        source(rule(option="flow")),
        source(rule(source="!10.0.0.0/8")),
        source(rule(port="!443")),
        source(rule(source="$ELSEWHERE")),
        source(rule(direction="ANY")),
    ],
)
def test_what_is_no_plain_rule_is_a_doubt_about_the_vpc(rules):
    assert [(name, scope) for name, _, scope in doubts(tree(rules))] == [
        ("aws_networkfirewall_rule_group.g", {"aws_vpc.main"})
    ]


def test_a_doubt_reaches_the_vpcs_that_come_by_a_transit_gateway():
    text = """
resource "aws_vpc" "spoke" {
  cidr_block = "10.5.0.0/16"
}
resource "aws_ec2_transit_gateway" "hub" {
}
resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.main.id
  subnet_ids         = [aws_subnet.b.id]
}
resource "aws_ec2_transit_gateway_vpc_attachment" "b" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.spoke.id
  subnet_ids         = []
}
"""
    assert [scope for _, _, scope in doubts(tree(source(rule(protocol="TLS"))) + text)] == [
        {"aws_vpc.main", "aws_vpc.spoke"}
    ]


def test_a_managed_rule_group_is_a_doubt():
    policy = """
stateful_rule_group_reference {
  priority     = 20
  resource_arn = "arn:aws:network-firewall:eu-central-1:aws-managed:stateful-rulegroup/BotNet"
}
"""
    assert [name for name, _, _ in doubts(tree(source(rule()), policy=policy))] == [
        "aws_networkfirewall_firewall_policy.p"
    ]


def test_a_default_that_drops_what_is_established_is_a_doubt():
    text = tree(source(rule()), default="aws:drop_established")
    assert not endpoint(text).default_allow
    assert [name for name, _, _ in doubts(text)] == ["aws_networkfirewall_firewall_policy.p"]


def stateless(action, match):
    return f"""
rules_source {{
  stateless_rules_and_custom_actions {{
    stateless_rule {{
      priority = 1
      rule_definition {{
        actions = ["{action}"]
        match_attributes {{
          source {{
            address_definition = "10.0.1.0/24"
          }}
          {match}
        }}
      }}
    }}
  }}
}}
"""


def test_a_stateless_drop_without_ports_holds_in_both_directions():
    text = tree(stateless("aws:drop", ""), kind="STATELESS")
    assert [(one.allow, one.sources, one.destinations) for one in endpoint(text).rules] == [
        (False, (cidr("10.0.1.0/24"),), WORLD),
        (False, WORLD, (cidr("10.0.1.0/24"),)),
    ]
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("action", "match"),
    [
        ("aws:pass", ""),
        ("aws:drop", "protocols = [6]"),
        ("aws:drop", "destination_port {\n from_port = 1\n to_port = 2\n}"),
    ],
)
def test_a_stateless_rule_that_decides_for_single_packets_is_a_doubt(action, match):
    assert [scope for _, _, scope in doubts(tree(stateless(action, match), kind="STATELESS"))] == [{"aws_vpc.main"}]


@pytest.mark.parametrize(
    "target",
    [
        "tolist(aws_networkfirewall_firewall.f.firewall_status[0].sync_states)[0].attachment[0].endpoint_id",
        "aws_networkfirewall_firewall.f.firewall_status[0].sync_states[0].attachment[0].endpoint_id",
    ],
)
def test_a_route_leads_to_the_only_endpoint_of_a_firewall(target):
    text = f"""
resource "aws_default_route_table" "d" {{
  default_route_table_id = aws_vpc.main.default_route_table_id
  route {{
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = {target}
  }}
}}
"""
    found = network(tree(source(rule())) + text)
    assert [(one.target, one.name) for one in found.tables[0].routes] == [
        (Target.FIREWALL, "aws_networkfirewall_firewall.f/aws_subnet.a")
    ]


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        ("one.attachment[0].subnet_id == aws_subnet.b.id", "aws_networkfirewall_firewall.f/aws_subnet.b"),
        ('one.availability_zone == "eu-central-1a"', "aws_networkfirewall_firewall.f/aws_subnet.a"),
        ("true", None),
    ],
)
def test_a_route_leads_to_the_endpoint_that_its_expression_picks(condition, name):
    two = tree(source(rule())).replace(
        "subnet_id = aws_subnet.a.id\n  }",
        "subnet_id = aws_subnet.a.id\n  }\n  subnet_mapping {\n    subnet_id = aws_subnet.b.id\n  }",
    )
    states = "aws_networkfirewall_firewall.f.firewall_status[0].sync_states"
    text = f"""
resource "aws_default_route_table" "d" {{
  default_route_table_id = aws_vpc.main.default_route_table_id
  route {{
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = [for one in {states} : one.attachment[0].endpoint_id if {condition}][0]
  }}
}}
"""
    (route,) = network(two + text).tables[0].routes
    assert route.name == (name or "")
    assert [scope for _, _, scope in doubts(two + text)] == ([] if name else [{"aws_default_route_table.d"}])
