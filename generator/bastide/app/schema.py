"""`bastide schema`: the spec's JSON Schema, for editors."""

import json

from bastide.spec.schema import json_schema


def schema() -> str:
    """Return the JSON Schema (2020-12) of spec version 1 as text."""
    return json.dumps(json_schema(), indent=2) + "\n"
