"""The JSON Schema of a spec (draft 2020-12), made from the same shapes as the parser."""

from collections.abc import Mapping

from bastide.spec import keys, shape, workload_keys
from bastide.spec.shape import NAME, Choice, Flag, ListOf, MapOf, Record, Shape, Text, Whole

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_END = r"(?![\s\S])"
"""The end of the text; `$` would let a final newline pass in some dialects."""


def json_schema() -> dict[str, object]:
    """Return the schema of platform.yaml, agency files and included parts: whichever a file is, it must fit."""
    return {
        "$schema": DIALECT,
        "title": "Bastide spec, version 1",
        "description": "A platform's page (with `bastide: 1`), an agency's file (with `agency:`), or an included part.",
        "type": "object",
        "if": {"required": ["bastide"]},
        "then": {"$ref": "#/$defs/platform"},
        "else": {
            "if": {"required": ["agency"]},
            "then": {"$ref": "#/$defs/agency"},
            "else": {"$ref": "#/$defs/part"},
        },
        "$defs": {name: _whole(found) for name, found in {**_FILES, **_NAMED}.items()},
    }


_FILES: Mapping[str, Shape] = {"platform": keys.root, "agency": keys.agency_file, "part": keys.part_file}
_NAMED: Mapping[str, Shape] = {
    "one-agency": keys.agency,
    "flow": keys.flow,
    "never": keys.never,
    "store": keys.store,
    "workload": workload_keys.workload,
    "waiver": keys.waiver,
    "zone": keys.zone_record,
    "zone-reference": shape.zone,
    "name": shape.name,
    "label": shape.tag,
    "text": shape.line,
    "duration": shape.duration,
    "date": shape.date,
}
"""Shapes that occur in several places, written once."""


def _schema(found: Shape) -> dict[str, object]:
    """Return a shape's schema, or a reference to it."""
    named = next((name for name, one in _NAMED.items() if one is found), None)
    return _whole(found) if named is None else {"$ref": f"#/$defs/{named}"}


def _whole(found: Shape) -> dict[str, object]:
    match found:
        case Record():
            return _record(found)
        case MapOf():
            names = {"pattern": f"^({NAME}){_END}", "maxLength": found.longest}
            values = _schema(found.value)
            return {
                "type": "object",
                "propertyNames": names,
                "additionalProperties": values,
                "maxProperties": found.most,
            }
        case ListOf():
            return _list(found)
        case Text():
            text: dict[str, object] = {
                "type": "string",
                "maxLength": found.longest,
                "pattern": f"^({found.pattern}){_END}",
            }
            return text | ({"examples": [found.example.strip('"')]} if found.example else {})
        case Choice():
            return {"enum": list(found.words)}
        case Flag():
            return {"type": "boolean"}
        case Whole():
            return {"type": "integer", "minimum": found.least, "maximum": found.most}


def _record(found: Record) -> dict[str, object]:
    properties = {name: {**_schema(key.shape), "description": key.doc} for name, key in found.keys.items()}
    required = list(found.required())
    fixed: dict[str, object] = {"type": "object", "additionalProperties": False, "properties": properties}
    least: dict[str, object] = {"minProperties": found.least} if found.least else {}
    return fixed | least | ({"required": required} if required else {})


def _list(found: ListOf) -> dict[str, object]:
    items = _schema(found.item)
    many: dict[str, object] = {"type": "array", "items": items, "minItems": found.least, "maxItems": found.most}
    if found.unique:
        many["uniqueItems"] = True
    return {"anyOf": [items, many]} if found.or_one else many
