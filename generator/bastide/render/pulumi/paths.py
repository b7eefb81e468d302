"""References to attributes of resources: Terraform's path as Pulumi's."""

from bastide.bridge.model import Property, ResourceType, Shape
from bastide.render.pulumi.literals import quoted


def followed(found: tuple[str, ResourceType], path: tuple[str | int, ...]) -> str:
    """Return the expression of an attribute of a resource; LookupError says why there is none."""
    return reached(found, path)[0]


def reached(found: tuple[str, ResourceType], path: tuple[str | int, ...]) -> tuple[str, str]:
    """Return the expression of an attribute and its type (`any` for objects); LookupError says why there is none."""
    text, kind = found
    name, *steps = path or ("",)
    known = kind.outputs.get(str(name))
    if known is None:
        message = f"`{kind.terraform}` has no readable attribute `{name}`" if path else "a resource is no value"
        raise LookupError(message)
    return _into(f"{text}.{known.python}", known, steps)


def _into(text: str, known: Property, steps: list[str | int]) -> tuple[str, str]:
    """Follow a path inside an attribute. The first index of what Pulumi has only one of is no step."""
    listed, kind = _is_list(known), known.type
    for step in steps:
        if isinstance(step, int):
            text += _index(known, step, listed=listed)
            listed, kind = False, kind.removeprefix("list:")
        elif step in known.fields and not listed:
            known = known.fields[step]
            text, listed, kind = f"{text}.{known.python}", _is_list(known), known.type
        elif known.type.startswith("map:") or known.type == "any":
            text, kind = f"{text}[{quoted(step)}]", kind.removeprefix("map:")
        else:
            message = f"`{known.terraform}` has no `{step}`"
            raise LookupError(message)
    return text, kind or "any"


def _index(known: Property, step: int, *, listed: bool) -> str:
    if listed or known.type == "any":
        return f"[{step}]"
    if step == 0 and (known.flat or known.shape is Shape.ONE):
        return ""
    message = f"`{known.terraform}` is no list"
    raise LookupError(message)


def _is_list(known: Property) -> bool:
    return known.shape is Shape.MANY or known.type.startswith("list:")


def property_path(properties: dict[str, Property], steps: list[str | int]) -> str:
    """Return a path as `ignore_changes` wants it: Pulumi's own names (`subnetIds`, `rules[0].name`); LookupError."""
    text, fields = "", properties
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step in fields:
            text += f".{fields[step].pulumi}"
            fields = dict(fields[step].fields)
        else:
            message = f"there is no `{step}`"
            raise LookupError(message)
    return text.removeprefix(".")
