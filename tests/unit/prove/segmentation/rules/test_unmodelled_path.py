from support.proving import SOUND, ZONES, answers, evidence, line, proof, rule

LATTICE = """
resource "aws_vpclattice_service_network_vpc_association" "shared" {
  vpc_identifier             = aws_vpc.main.id
  service_network_identifier = "sn-0123456789abcdef0"
}
"""
OPAQUE = """
resource "aws_vpc_security_group_ingress_rule" "opaque" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = var.block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
variable "block" {
  type = string
}
"""
OPS = """
resource "aws_subnet" "ops" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.40.3.0/24"
}
"""
THREE = ZONES.replace("flows:", "  ops: {subnets: aws_subnet.ops}\nflows:").replace(
    "to: [app, data]", "to: [app, data, ops]"
)


def test_a_network_that_is_all_modelled_leaves_nothing_open():
    assert answers("unmodelled_path", SOUND) == []


def test_what_is_not_modelled_is_a_doubt_and_never_a_pass():
    text = SOUND + LATTICE
    address = "aws_vpclattice_service_network_vpc_association.shared"
    assert answers("unmodelled_path", text) == [("unknown", address, line(text, "lattice"))]


def test_a_value_that_the_code_does_not_tell_marks_the_zones_that_it_may_open_and_no_other():
    text = SOUND + OPAQUE + OPS
    (finding,) = rule("unmodelled_path").check(evidence(text, THREE))
    # `data` too: its rule names the group whose members the other rule may change.
    assert finding.message.startswith("not proven for `app`, `data`: `var.block` decides this")
    unknown = {(cell.source, cell.destination) for cell in proof(text, THREE).cells if cell.standing == "unknown"}
    zones = {zone.name for zone in proof(text, THREE).zones}
    doubted = {"app", "data"}
    assert unknown == {(one, two) for one in zones for two in zones if {one, two} & doubted}
    assert ("ops", "internet") not in unknown


def test_a_doubt_is_told_of_flows_and_promises_too():
    found = proof(SOUND + OPAQUE + OPS, THREE)
    assert {str(flow.verdict) for flow in found.flows} == {"not proven"}
    standing = {(one.source, one.destination): str(one.standing) for one in found.promises}
    assert standing[("internet", "data")] == "unknown"
    assert standing[("internet", "ops")] == "closed"
