"""platform.yaml to a Platform, or to every fault in it at once."""
