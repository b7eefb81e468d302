"""Read Terraform for AWS into the neutral network that the proof is about."""
