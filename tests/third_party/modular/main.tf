# A root that only calls a local module, once for each environment, and connects the two.

provider "aws" {
  region = "eu-central-1"
}

locals {
  networks = {
    prod = { cidr = "10.1.0.0/16", open = false }
    test = { cidr = "10.2.0.0/16", open = true }
  }
}

module "net" {
  source   = "./net"
  for_each = local.networks

  cidr      = each.value.cidr
  open      = each.value.open
  peer_cidr = [for name, other in local.networks : other.cidr if name != each.key][0]
  peering   = aws_vpc_peering_connection.main.id
}

resource "aws_vpc_peering_connection" "main" {
  vpc_id      = module.net["prod"].vpc_id
  peer_vpc_id = module.net["test"].vpc_id
  auto_accept = true
}
