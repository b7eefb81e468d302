"""What the platform of the water meters consists of, as tables."""

ZONES = ("ap-southeast-1a", "ap-southeast-1b")

TIERS = {
    "edge": {"offset": 0, "out": "gateway"},
    "intake": {"offset": 16, "out": "nat"},
    "records": {"offset": 32, "out": None},
}

GROUPS = {
    "balancer": "Takes readings from the meters",
    "intake": "Checks readings",
    "records": "Keeps readings",
}

FLOWS = [
    {"to": "balancer", "port": 8883, "source": "203.0.113.0/24", "why": "gateways of the meters"},
    {"to": "intake", "port": 8443, "source": "10.30.0.0/20", "why": "readings from the edge"},
    {"to": "records", "port": 5432, "source": "10.30.16.0/20", "why": "readings are kept"},
]

ANSWERS = [
    {"of": "balancer", "port": 8443, "target": "10.30.16.0/20"},
    {"of": "intake", "port": 5432, "target": "10.30.32.0/20"},
    {"of": "records", "port": 443, "target": "10.30.32.0/20"},
]

ENTRIES = {
    100: {"action": "deny", "port": 22, "block": "0.0.0.0/0"},
    110: {"action": "allow", "port": 5432, "block": "10.30.16.0/20"},
}

QUEUES = {
    "readings": {"keep": 345600, "retries": 5},
    "alarms": {"keep": 1209600, "retries": 3},
}

TABLES = {
    "meters": {"key": "meter", "recovery": True},
    "tariffs": {"key": "district", "recovery": True},
}

LOGS = {
    "flow": 400,
    "intake": 400,
    "functions": 731,
}

VOLUMES = {
    "spool": {"size": 200, "encrypted": True},
    "archive": {"size": 500, "encrypted": True},
}

DATABASES = {
    "readings": {"size": "db.m6g.large", "public": False, "encrypted": True, "backups": 35},
}
