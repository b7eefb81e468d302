"""What Terraform's resource types and their attributes are called in Pulumi."""
