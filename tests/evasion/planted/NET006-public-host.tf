resource "aws_instance" "own" {
  subnet_id                   = aws_subnet.vault_a.id
  associate_public_ip_address = true
}
