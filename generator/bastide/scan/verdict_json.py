"""A verdict as text and back, for the cache of unchanged trees."""

import json

from bastide.model.finding import Verdict
from bastide.model.json_codec import decode, encode


def dumps(verdict: Verdict) -> str:
    """Return a verdict as JSON text."""
    return json.dumps(encode(verdict), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Verdict:
    """Return the verdict in a JSON text; ValueError if it isn't one of exactly this version."""
    return decode(Verdict, json.loads(text))
