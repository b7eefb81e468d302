"""The JSON Schema of a spec (draft 2020-12), made from the same shapes as the parser."""

from bastide.spec import keys
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
        "$defs": {
            "platform": _schema(keys.root),
            "agency": _schema(keys.agency_file),
            "part": _schema(keys.part_file),
        },
    }


def schema_of(shape: Record) -> dict[str, object]:
    """Return the schema of one kind of file."""
    return {"$schema": DIALECT, **_schema(shape)}


def _schema(shape: Shape) -> dict[str, object]:
    match shape:
        case Record():
            return _record(shape)
        case MapOf():
            names = {"pattern": f"^({NAME}){_END}", "maxLength": shape.longest}
            values = _schema(shape.value)
            return {
                "type": "object",
                "propertyNames": names,
                "additionalProperties": values,
                "maxProperties": shape.most,
            }
        case ListOf():
            return _list(shape)
        case Text():
            text: dict[str, object] = {
                "type": "string",
                "maxLength": shape.longest,
                "pattern": f"^({shape.pattern}){_END}",
            }
            return text | ({"examples": [shape.example.strip('"')]} if shape.example else {})
        case Choice():
            return {"enum": list(shape.words)}
        case Flag():
            return {"type": "boolean"}
        case Whole():
            return {"type": "integer", "minimum": shape.least, "maximum": shape.most}


def _record(shape: Record) -> dict[str, object]:
    properties = {name: {**_schema(key.shape), "description": key.doc} for name, key in shape.keys.items()}
    required = list(shape.required())
    fixed: dict[str, object] = {"type": "object", "additionalProperties": False, "properties": properties}
    least: dict[str, object] = {"minProperties": shape.least} if shape.least else {}
    return fixed | least | ({"required": required} if required else {})


def _list(shape: ListOf) -> dict[str, object]:
    items = _schema(shape.item)
    many: dict[str, object] = {"type": "array", "items": items, "minItems": shape.least, "maxItems": shape.most}
    if shape.unique:
        many["uniqueItems"] = True
    return {"anyOf": [items, many]} if shape.or_one else many
