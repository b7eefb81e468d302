resource "aws_network_interface" "outer" {
  subnet_id = aws_subnet.front_a.id
}

resource "aws_instance" "bridge" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.small"
  subnet_id     = aws_subnet.app_a.id
}

resource "aws_network_interface_attachment" "bridge" {
  instance_id          = aws_instance.bridge.id
  network_interface_id = aws_network_interface.outer.id
  device_index         = 1
}
