# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: detection.high - a host in this group talks to nobody: it has no rule, and no rule names it
resource "aws_security_group" "isolation" {
  name        = "cloud-window-isolation"
  description = "cut off: no way in, no way out"
  vpc_id      = aws_vpc.main.id
  ingress     = []
  egress      = []

  tags = {
    Name             = "cloud-window-isolation"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "none"
  }
}
