"""`logs/schema.json`: the six fields of every record, and where each stands in each source."""

import json

from bastide.model.intent import Intent
from bastide.model.log_schema import FIELDS

FILE = "logs/schema.json"
SCHEMA = "bastide.logs/1"
MEANINGS = (
    "when it happened",
    "who did it",
    "from which address",
    "what was done",
    "on what",
    "how it ended",
)


def text(intent: Intent) -> str:
    """Return the schema and the mapping of each source, as JSON."""
    whole = {
        "schema": SCHEMA,
        "fields": dict(zip(FIELDS, MEANINGS, strict=True)),
        "sources": {
            source.name: {"kept": list(source.resources), "query": source.query, "fields": dict(source.fields)}
            for source in intent.sources
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
