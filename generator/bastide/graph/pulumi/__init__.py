"""Pulumi programs as the one graph: what a recorder, a preview or an export says of them."""
