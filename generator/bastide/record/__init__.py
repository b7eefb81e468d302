"""Runs a Pulumi program under its own SDK and writes down what it registers; nothing is deployed."""
