variable "cidr" {
  type = string
}

variable "peer_cidr" {
  type = string
}

variable "peering" {}

variable "open" {
  type    = bool
  default = false
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

resource "aws_subnet" "hosts" {
  vpc_id                  = aws_vpc.this.id
  cidr_block              = cidrsubnet(var.cidr, 8, 1)
  map_public_ip_on_launch = var.open
}

resource "aws_internet_gateway" "this" {
  count  = var.open ? 1 : 0
  vpc_id = aws_vpc.this.id
}

resource "aws_default_route_table" "this" {
  default_route_table_id = aws_vpc.this.default_route_table_id

  route {
    cidr_block                = var.peer_cidr
    vpc_peering_connection_id = var.peering
  }

  dynamic "route" {
    for_each = aws_internet_gateway.this[*].id

    content {
      cidr_block = "0.0.0.0/0"
      gateway_id = route.value
    }
  }
}

resource "aws_security_group" "hosts" {
  vpc_id = aws_vpc.this.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = compact([var.peer_cidr, var.open ? "0.0.0.0/0" : ""])
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "host" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.hosts.id
  vpc_security_group_ids = [aws_security_group.hosts.id]
}

output "vpc_id" {
  value = aws_vpc.this.id
}
