# Callers of an API come into a zone.
# expect: SEG007 unknown aws_apigatewayv2_vpc_link.door
resource "aws_apigatewayv2_vpc_link" "door" {
  name               = "door"
  subnet_ids         = [aws_subnet.app_civil_affairs_a.id]
  security_group_ids = [aws_security_group.app_civil_affairs.id]
}
