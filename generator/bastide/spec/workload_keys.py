"""The keys of a workload, with their shapes and their one-sentence descriptions."""

from bastide.spec.shape import Choice, Key, ListOf, Record, Text, Whole, name, names, zone

_host = Text(
    "a host name",
    r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]{0,58}[a-z0-9])",
    200,
    "portal.example.gov",
)

workload = Record(
    {
        "zone": Key(zone, "The zone that it runs in.", required=True, example="app"),
        "kind": Key(
            Choice(("web", "service", "hall")),
            "`web` has a public entry; `service` runs inside; `hall` shows sessions to terminals of sites.",
            required=True,
        ),
        "uses": Key(names, "Stores that it may read and write; another agency's, if shared, it reads."),
        "domain": Key(_host, "Public host name of a `web` workload."),
        "purpose": Key(
            Choice(("service", "analytics", "ai", "test")),
            "What it works on data for; only a `service`, the default, may use personal stores.",
        ),
        "latency_ms": Key(Whole(1, 60_000), "How long a `web` entry may take to answer, 95 of 100 times; an alarm."),
        "site": Key(
            ListOf(name, least=1, most=100, or_one=True, unique=True),
            "The sites whose terminals a `hall` serves.",
            example="hall-tianhe",
        ),
        "image": Key(
            Text("an AppStream image's name", "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", 100, "window-2026-10"),
            "The image with the application that a `hall` shows.",
        ),
        "sessions": Key(Whole(1, 5000), "How many people a `hall` serves at its busiest."),
    }
)
