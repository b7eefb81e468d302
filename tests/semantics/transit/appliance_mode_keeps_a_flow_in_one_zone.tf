# With appliance mode, both directions of a flow enter the inspection VPC in one zone.
# Source: AWS Transit Gateway Guide, "Example: Appliance in a shared services VPC"
# web -> db tcp/5432: must
# db -> web tcp/80: none

resource "aws_vpc" "a" { cidr_block = "10.1.0.0/16" }
resource "aws_vpc" "b" { cidr_block = "10.2.0.0/16" }
resource "aws_vpc" "i" { cidr_block = "10.9.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id            = aws_vpc.a.id
  cidr_block        = "10.1.1.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "db" {
  vpc_id            = aws_vpc.b.id
  cidr_block        = "10.2.1.0/24"
  availability_zone = "eu-central-1b"
}

resource "aws_subnet" "tgw_a" {
  vpc_id            = aws_vpc.i.id
  cidr_block        = "10.9.0.0/28"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "tgw_b" {
  vpc_id            = aws_vpc.i.id
  cidr_block        = "10.9.0.16/28"
  availability_zone = "eu-central-1b"
}

resource "aws_subnet" "fw_a" {
  vpc_id            = aws_vpc.i.id
  cidr_block        = "10.9.0.32/28"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "fw_b" {
  vpc_id            = aws_vpc.i.id
  cidr_block        = "10.9.0.48/28"
  availability_zone = "eu-central-1b"
}

resource "aws_ec2_transit_gateway" "hub" {
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
}

resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.a.id
  subnet_ids         = [aws_subnet.web.id]
}

resource "aws_ec2_transit_gateway_vpc_attachment" "b" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.b.id
  subnet_ids         = [aws_subnet.db.id]
}

resource "aws_ec2_transit_gateway_vpc_attachment" "i" {
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id
  vpc_id                 = aws_vpc.i.id
  subnet_ids             = [aws_subnet.tgw_a.id, aws_subnet.tgw_b.id]
  appliance_mode_support = "enable"
}

resource "aws_ec2_transit_gateway_route_table" "spokes" { transit_gateway_id = aws_ec2_transit_gateway.hub.id }
resource "aws_ec2_transit_gateway_route_table" "inspected" { transit_gateway_id = aws_ec2_transit_gateway.hub.id }

resource "aws_ec2_transit_gateway_route_table_association" "a" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.a.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}

resource "aws_ec2_transit_gateway_route_table_association" "b" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.b.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}

resource "aws_ec2_transit_gateway_route_table_association" "i" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.i.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspected.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "a" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.a.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspected.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "b" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.b.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspected.id
}

resource "aws_ec2_transit_gateway_route" "all" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.i.id
}

resource "aws_networkfirewall_firewall_policy" "main" {
  name = "main"

  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
  }
}

resource "aws_networkfirewall_firewall" "main" {
  name                = "main"
  vpc_id              = aws_vpc.i.id
  firewall_policy_arn = aws_networkfirewall_firewall_policy.main.arn

  subnet_mapping {
    subnet_id = aws_subnet.fw_a.id
  }

  subnet_mapping {
    subnet_id = aws_subnet.fw_b.id
  }
}

resource "aws_default_route_table" "a" {
  default_route_table_id = aws_vpc.a.default_route_table_id

  route {
    cidr_block         = "0.0.0.0/0"
    transit_gateway_id = aws_ec2_transit_gateway.hub.id
  }
}

resource "aws_default_route_table" "b" {
  default_route_table_id = aws_vpc.b.default_route_table_id

  route {
    cidr_block         = "0.0.0.0/0"
    transit_gateway_id = aws_ec2_transit_gateway.hub.id
  }
}

resource "aws_default_route_table" "i" {
  default_route_table_id = aws_vpc.i.default_route_table_id

  route {
    cidr_block         = "0.0.0.0/0"
    transit_gateway_id = aws_ec2_transit_gateway.hub.id
  }
}

resource "aws_route_table" "tgw_a" {
  vpc_id = aws_vpc.i.id

  route {
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = [for state in aws_networkfirewall_firewall.main.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1a"][0]
  }
}

resource "aws_route_table_association" "tgw_a" {
  subnet_id      = aws_subnet.tgw_a.id
  route_table_id = aws_route_table.tgw_a.id
}

resource "aws_route_table" "tgw_b" {
  vpc_id = aws_vpc.i.id

  route {
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = [for state in aws_networkfirewall_firewall.main.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1b"][0]
  }
}

resource "aws_route_table_association" "tgw_b" {
  subnet_id      = aws_subnet.tgw_b.id
  route_table_id = aws_route_table.tgw_b.id
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.b.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["10.1.0.0/16"]
  }
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.db.id
  security_groups = [aws_security_group.db.id]
}
