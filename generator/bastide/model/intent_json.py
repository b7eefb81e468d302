"""The text of `intent.json`: one declaration a line, so that a review sees what changed."""

import json
from collections.abc import Mapping, Sequence

from bastide.model.intent import SCHEMA, Intent
from bastide.model.json_codec import decode, encode


def dumps(intent: Intent) -> str:
    """Return the declaration as JSON text: sorted keys, one entry a line, a newline at the end."""
    members = encode(intent)
    if not isinstance(members, Mapping):
        message = "an Intent encodes to an object"
        raise TypeError(message)
    lines = [f"  {_text(key)}: {_member(value)}" for key, value in sorted({**members, "schema": SCHEMA}.items())]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def loads(text: str) -> Intent:
    """Return the declaration in a JSON text; ValueError lists every unknown or missing key and every wrong type."""
    data = json.loads(text, object_pairs_hook=_unique)
    if not isinstance(data, dict) or data.pop("schema", None) != SCHEMA:
        message = f'the text has no `"schema": "{SCHEMA}"`'
        raise ValueError(message)
    return decode(Intent, data)


def _member(value: object) -> str:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return _text(value)
    return "[\n" + ",\n".join(f"    {_text(entry)}" for entry in value) + "\n  ]"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise ValueError("; ".join(f"the key `{key}` stands twice" for key in twice))
    return members
