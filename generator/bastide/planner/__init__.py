"""Platform to Plan: addresses, flows, schedules and names decided, ready for templates."""
