"""The keys of a workload, with their shapes and their one-sentence descriptions."""

from bastide.model.kinds import WorkloadKind
from bastide.model.llm import HOSTS, Parameters, Precision
from bastide.spec.shape import Choice, Flag, Key, ListOf, MapOf, Record, Text, Whole, name, names, zone

_host = Text(
    "a host name",
    r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]{0,58}[a-z0-9])",
    200,
    "portal.example.gov",
)

_count = Record(
    {
        "least": Key(
            Whole(2, 500), "How many run at the quietest hour; two at least, apart.", required=True, example="2"
        ),
        "most": Key(Whole(2, 500), "How many run at the busiest hour.", required=True, example="6"),
    },
    fragile=True,
)

_model = Record(
    {
        "parameters": Key(Choice(tuple(Parameters)), "Its size.", required=True, example="70b"),
        "precision": Key(Choice(tuple(Precision)), "How a parameter is stored.", required=True, example="fp16"),
        "context": Key(Whole(1024, 1_048_576), "Tokens of a request; 32768 by default."),
        "weights": Key(name, "The object store that holds its weights.", required=True, example="models"),
        "file": Key(
            Text("an object's key", r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}){0,8}", 500),
            "The one file of its weights, an archive or a single-file format.",
            required=True,
            example="r1-70b.tar",
        ),
        "digest": Key(
            Text("`sha256:` and 64 hexadecimal digits", "sha256:[0-9a-f]{64}", 71),
            "The file's digest; a host whose download has another one serves nothing.",
            required=True,
            example=f"sha256:{'0' * 64}",
        ),
    },
    fragile=True,
)

_client = Record(
    {
        "per_day": Key(Whole(1, 100_000_000), "Requests a day.", required=True, example="20000"),
        "per_second": Key(Whole(1, 10_000), "Requests a second.", required=True, example="5"),
    },
    fragile=True,
)

workload = Record(
    {
        "zone": Key(zone, "The zone that it runs in.", required=True, example="app"),
        "kind": Key(
            Choice(tuple(WorkloadKind)),
            "`web` has a public entry, `service` a place to run in, `hall` sessions for terminals of sites; "
            "`container` and `instances` run as declared, and `llm` serves a large model.",
            required=True,
        ),
        "uses": Key(names, "Stores that it may read and write; another agency's, if shared, it reads."),
        "domain": Key(_host, "Public host name of a `web` workload; the name of an `llm`'s own certificate."),
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
            Text("an image's name", "[A-Za-z0-9][A-Za-z0-9_./:@-]{0,399}", 400, "window-2026-10"),
            "What it runs: a `hall`'s AppStream image, a `container`'s by its digest, others' machine image by its id.",
        ),
        "port": Key(Whole(1024, 65_535), "Where its containers or hosts listen."),
        "size": Key(Choice(("small", "medium", "large")), "How large one container or host is."),
        "count": Key(_count, "How many containers or hosts run."),
        "model": Key(_model, "What an `llm` serves, and by which weights."),
        "replicas": Key(Whole(1, 50), "How often an `llm` runs; once by default."),
        "nodes": Key(Whole(1, 8), "Over how many hosts one copy of an `llm` is spread; one by default."),
        "instance": Key(
            Choice(tuple(host.name for host in HOSTS)), "An `llm`'s host type; by default the first that holds it."
        ),
        "clients": Key(MapOf(_client, 200), "Agencies that may ask an `llm`, each with its quota."),
        "asks": Key(names, "Models that its agency may ask."),
        "xinchuang": Key(Flag(), "Whether it must run on domestic processors, which `aws` has none of."),
        "sessions": Key(Whole(1, 5000), "How many people a `hall` serves at its busiest."),
    }
)
