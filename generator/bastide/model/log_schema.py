"""The one schema that every record can be read in."""

FIELDS = ("time", "user", "src_ip", "action", "object", "result")
"""When, who, from where, what, on what, and how it ended (GB/T 22239-2019 8.1.4.3 b)."""
