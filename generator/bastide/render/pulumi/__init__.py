"""The same stack as a Pulumi program in Python, written from the rendered Terraform."""
