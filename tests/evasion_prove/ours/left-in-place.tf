# A rule leaves the code and stays in the cloud.
# expect: unknown
removed {
  from = aws_vpc_security_group_ingress_rule.door

  lifecycle {
    destroy = false
  }
}
