# Where both directions pass the same one of two endpoints, connections complete.
# Source: AWS Network Firewall Developer Guide, "Avoiding asymmetric routing with AWS Network Firewall"
# web -> db tcp/5432: must
# db -> web tcp/80: must

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "db" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_subnet" "fw_a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.9.0/28"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "fw_b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.9.16/28"
  availability_zone = "eu-central-1b"
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
  vpc_id              = aws_vpc.main.id
  firewall_policy_arn = aws_networkfirewall_firewall_policy.main.arn

  subnet_mapping {
    subnet_id = aws_subnet.fw_a.id
  }

  subnet_mapping {
    subnet_id = aws_subnet.fw_b.id
  }
}

resource "aws_route_table" "web" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block      = "10.0.2.0/24"
    vpc_endpoint_id = [for state in aws_networkfirewall_firewall.main.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1a"][0]
  }
}

resource "aws_route_table_association" "web" {
  subnet_id      = aws_subnet.web.id
  route_table_id = aws_route_table.web.id
}

resource "aws_route_table" "db" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block      = "10.0.1.0/24"
    vpc_endpoint_id = [for state in aws_networkfirewall_firewall.main.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1a"][0]
  }
}

resource "aws_route_table_association" "db" {
  subnet_id      = aws_subnet.db.id
  route_table_id = aws_route_table.db.id
}

resource "aws_security_group" "all" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["10.0.0.0/16"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.all.id]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.db.id
  security_groups = [aws_security_group.all.id]
}
