"""Small networks with a declaration, proven, and one sound network to plant faults in."""

from bastide.prove.prover import prove_all
from bastide.prove.segmentation.findings import all_rules
from bastide.prove.segmentation.prove import prove
from bastide.prove.segmentation.zones_file import read_zones
from support.judging import case

LOCKED = """
resource "aws_default_security_group" "main" {
  vpc_id  = aws_vpc.main.id
  ingress = []
  egress  = []
}
"""
"""What leaves a host that nobody placed without any permission."""

SOUND = (
    """
resource "aws_vpc" "main" {
  cidr_block      = "10.40.0.0/16"
  ipv6_cidr_block = "2001:db8:40::/56"
}
resource "aws_subnet" "app" {
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.40.1.0/24"
  ipv6_cidr_block = "2001:db8:40:1::/64"
}
resource "aws_subnet" "data" {
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.40.2.0/24"
  ipv6_cidr_block = "2001:db8:40:2::/64"
}
resource "aws_security_group" "app" {
  vpc_id  = aws_vpc.main.id
  ingress = []
}
resource "aws_security_group" "data" {
  vpc_id = aws_vpc.main.id
  egress = []
}
resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  private_ip             = "10.40.1.5"
  vpc_security_group_ids = [aws_security_group.app.id]
}
resource "aws_instance" "data" {
  subnet_id              = aws_subnet.data.id
  private_ip             = "10.40.2.5"
  vpc_security_group_ids = [aws_security_group.data.id]
}
resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.data.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
resource "aws_vpc_security_group_ingress_rule" "data" {
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
"""
    + LOCKED
)
"""Two hosts, one flow between them and nothing else, by groups alone."""

ZONES = """
zones:
  app:  {subnets: aws_subnet.app}
  data: {subnets: aws_subnet.data}
flows:
  - {from: app, to: data, allow: tcp/5432, why: records}
never:
  - {from: data, to: [app, internet]}
  - {from: internet, to: [app, data]}
"""
"""What is declared of it."""


def declared(zones=ZONES):
    return read_zones(zones, "zones.yaml")


def evidence(text, zones=ZONES):
    """Return the proof of a tree against a zones file."""
    return prove(case(text, None), declared(zones))


def proof(text, zones=ZONES):
    return evidence(text, zones).proof


def by_intent(text, intent):
    """Return all that is proven of a tree against an intent."""
    return prove_all(case(text, intent))


def answers(word, text, zones=ZONES):
    """Return what a rule says: (outcome, resource, line where the blamed block begins) of each finding."""
    return [_answer(one, text) for one in rule(word).check(evidence(text, zones))]


def rule(word):
    return next(one for one in all_rules() if one.word == word)


def line(text, mark):
    """Return the number of the first line that holds a text."""
    return next(number for number, one in enumerate(text.splitlines(), start=1) if mark in one)


def without(text, head):
    """Return a tree without the block that begins so."""
    before, _, rest = text.partition(head)
    return before + rest.partition("\n}\n")[2]


def lines(text, finding):
    """Return where the blocks begin at which a finding points."""
    return {head(text, place.line) for place in (finding.place, *(label.place for label in finding.related))}


def head(text, number):
    """Return the number of the line that begins the block in which a line stands."""
    heads = [at for at, one in enumerate(text.splitlines(), start=1) if one.startswith("resource ")]
    return max((at for at in heads if at <= number), default=0)


def _answer(finding, text):
    return str(finding.outcome), finding.resource, head(text, finding.place.line) if finding.place else 0
