"""The components of the platform, one for each part of its spec."""
