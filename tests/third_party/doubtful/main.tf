# What isn't known reaches as far as it may, and no farther: here, subnets whose number is set from outside.

variable "many" {}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "known" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "counted" {
  count      = var.many
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, 10 + count.index)
}

resource "aws_instance" "counted" {
  count         = var.many
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  subnet_id     = aws_subnet.counted[count.index].id
}

resource "aws_instance" "picked" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  subnet_id     = element(aws_subnet.counted.*.id, 0)
}

resource "aws_network_interface" "known" {
  subnet_id = aws_subnet.known.id
}

resource "null_resource" "setup" {
  provisioner "remote-exec" {
    inline = ["echo done"]
  }
}
