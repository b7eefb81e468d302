"""Diagnostics and verdicts as text, JSON and SARIF."""
