"""Derives the map of one provider from what its SDK and its Terraform schema say.

`derive.py PROVIDER INTROSPECTION SCHEMA` prints the JSON that `bastide.bridge` reads; both inputs are files in JSON,
the first by `introspect.py`, the second by `terraform providers schema -json`.
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from match import LIST, NESTED, camel, overlap, pulumi_name, tokens

HERE = Path(__file__).parent
LEFT_OUT = frozenset({"timeouts", "tags_all", "id"})
"""What is no argument: time limits are options, merged tags the provider's doing, and every resource has an id."""
SDK_ONLY = frozenset({"region", "timeouts"})
"""What the SDK adds: pulumi-aws 7 is bridged from a later provider, which takes a region for each resource."""
NESTED_TYPE = re.compile(rf"{NESTED}[\w.]+")
HUMP = re.compile(r"(?<=[a-z0-9])[A-Z]")
MOSTLY = 0.6
"""How much of a lookup's names must be a data source's: the SDK is bridged from a later provider."""


class Deriver:
    """Derives one provider's map; nested structures that are alike are kept once."""

    def __init__(
        self, provider: str, sdk: Mapping[str, Any], schema: Mapping[str, Any], table: Mapping[str, Any]
    ) -> None:
        self.provider, self.sdk, self.schema, self.table = provider, sdk, schema, table
        self.structures: list[str] = []
        self.numbers: dict[str, int] = {}
        self.absent: list[str] = []

    def derived(self) -> dict[str, Any]:
        """Return the whole map."""
        schemas = self.schema["resource_schemas"]
        offered = {token: one["in"].keys() - SDK_ONLY for token, one in self.sdk["resources"].items()}
        twins = tuple(self.table["left_out"])
        wanted = {
            name: _names(one["block"], settable=True) for name, one in schemas.items() if not name.startswith(twins)
        }
        found = tokens(wanted, offered, {**self.table["tokens"], **self.table["also"]})
        types = {name: self.resource(name, token, schemas[name]["block"]) for name, token in sorted(found.items())}
        return {
            "provider": self.provider,
            "sdk": self.sdk["version"],
            "types": types,
            "older": self.older({token: name for name, token in found.items()}),
            "functions": self.functions(),
            "structures": [json.loads(one) for one in self.structures],
        }

    def resource(self, name: str, token: str, block: Mapping[str, Any]) -> list[Any]:
        """Return token, class, and the structures of what can be set and of what can be read."""
        said = self.sdk["resources"][token]
        renames = self.table["renames"].get(name, {})
        given = self.structure(name, block, said["in"], renames, settable=True)
        withheld = said["out"].keys() - said["in"].keys()
        read = self.structure(name, _only_read(block, withheld), said["out"], renames, settable=False)
        return [token, said["class"], given, read]

    def structure(
        self,
        path: str,
        block: Mapping[str, Any],
        offered: Mapping[str, Any],
        renames: Mapping[str, str],
        *,
        settable: bool,
    ) -> int:
        """Return the number of the structure that maps a block's names."""
        fields: dict[str, Any] = {}
        members = _members(block)
        exact = {camel(name): name for name in members}
        for name, (kind, inner) in members.items():
            if (name in LEFT_OUT and "." not in path) or (settable and kind == "computed"):
                continue
            renamed = renames.get(name)
            found = pulumi_name(name, offered, renamed, plural_first=kind == "many")
            if found is None or (renamed is None and exact.get(found, name) != name):
                self.absent.append(f"{path}.{name}")
                continue
            below = {key.partition(".")[2]: one for key, one in renames.items() if key.startswith(f"{name}.")}
            fields[name] = self.field(f"{path}.{name}", found, offered[found], (kind, inner), below, settable=settable)
        for name in self.table["unsaid"]:
            if name not in fields and name in offered:
                fields[name] = ["", "", "V", offered[name][1]]
        return self.number(fields)

    def field(
        self,
        path: str,
        found: str,
        offered: list[str],
        what: tuple[str, Any],
        renames: Mapping[str, str],
        *,
        settable: bool,
    ) -> list[Any]:
        """Return `[pulumi name, python name, shape and flags, type or class, structure]`."""
        python, said = offered
        kind, inner = what
        bare = said.removeprefix(LIST)
        many = said.startswith(LIST)
        flags = ("M" if many else "O") if bare.startswith(NESTED) else "V"
        flags += "b" if inner is not None and inner.get("is_block") else ""
        flags += "f" if _listed(kind, inner) and not many else ""
        name = path.rpartition(".")[2]
        head = ["" if found == camel(name) else found, "" if python == name else python, flags]
        if not bare.startswith(NESTED):
            return [*head, NESTED_TYPE.sub("any", said)]
        fields = self.sdk["types"][bare[1:]]
        block = inner["block"] if inner else _spelled(fields)
        number = self.structure(path, block, fields, renames, settable=settable)
        written = (
            settable and self.table["generated"] and path.partition(".")[0] in self.table["tokens"]
        )  # only these are ever generated
        return [*head, bare[1:] if written else "", number]

    def number(self, fields: Mapping[str, Any]) -> int:
        """Return the number of a structure, a new one if none is like it."""
        text = json.dumps(fields, sort_keys=True)
        if text not in self.numbers:
            self.numbers[text] = len(self.structures)
            self.structures.append(text)
        return self.numbers[text]

    def older(self, known: Mapping[str, str]) -> dict[str, str]:
        """Return tokens of earlier versions and twins that mean the same Terraform type."""
        found = {}
        for token, name in known.items():
            found |= {old + token.removeprefix(new): name for old, new in self.table["twins"] if token.startswith(new)}
        for token in self.sdk["resources"]:
            same = token.replace("V2", "")
            if token not in known and same in known:
                found[token] = known[same]
        return {**found, **self.table["older"]}

    def functions(self) -> dict[str, Any]:
        """Return the lookups: invoke token, Terraform data source, and structures of arguments and result."""
        schemas = self.schema.get("data_source_schemas", {})
        found: dict[str, Any] = {}
        for python, said in self.sdk["functions"].items():
            service, _, name = python.removeprefix(f"pulumi_{self.provider}").strip(".").rpartition(".")
            token = f"{self.provider}:{(service or 'index').rstrip('_')}/{camel(name)}:{camel(name)}"
            names = (*said["in"], *said["out"])
            source = self.table["sources"].get(token) or _source(self.provider, service, name, names, schemas)
            if source is not None:
                given = {camel(one): [one, kind] for one, (_, kind) in said["in"].items()}
                block = schemas[source]["block"]
                found[token] = [
                    source,
                    self.structure(source, block, given, {}, settable=True),
                    self.structure(source, block, said["out"], {}, settable=False),
                ]
        return dict(sorted(found.items()))


def _source(provider: str, service: str, name: str, names: Iterable[str], schemas: Mapping[str, Any]) -> str | None:
    """Return the data source of a lookup: called like it, with most of its names."""
    bare = name.removeprefix("get_")
    offered = (f"{provider}_{service.rstrip('_')}_{bare}", f"{provider}_{bare}")
    said = {camel(one) for one in names}
    return next((one for one in offered if one in schemas and _fits(schemas[one]["block"], said)), None)


def _fits(block: Mapping[str, Any], said: set[str]) -> bool:
    return overlap(_names(block, settable=False), said - SDK_ONLY - {"id"}) >= MOSTLY


def _spelled(fields: Iterable[str]) -> dict[str, Any]:
    """Return a block with the fields of a class, for an object that Terraform's schema calls a map."""
    return {"attributes": {HUMP.sub(r"_\g<0>", name).lower(): {"optional": True} for name in fields}}


def _only_read(block: Mapping[str, Any], withheld: AbstractSet[str]) -> dict[str, Any]:
    """Return what of a block can't be set, by Terraform or in the SDK, or holds such a thing: the rest reads as set."""
    found = {
        name
        for name, (kind, one) in _members(block).items()
        if kind == "computed" or _computes(one) or pulumi_name(name, withheld) is not None
    }
    return {
        "attributes": {name: one for name, one in block.get("attributes", {}).items() if name in found},
        "block_types": {name: one for name, one in block.get("block_types", {}).items() if name in found},
    }


def _computes(inner: Mapping[str, Any] | None) -> bool:
    if inner is None:
        return False
    return any(kind == "computed" or _computes(one) for kind, one in _members(inner["block"]).values())


def _listed(kind: str, inner: Mapping[str, Any] | None) -> bool:
    return kind in ("many", "one-of-list") or (inner is not None and bool(inner.get("listed")))


def _names(block: Mapping[str, Any], *, settable: bool) -> list[str]:
    names = ((name, kind) for name, (kind, _) in _members(block).items() if name not in LEFT_OUT)
    return [name for name, kind in names if not (settable and kind == "computed")]


def _members(block: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Return a block's attributes and nested blocks: how many each holds, and what is inside where it holds objects."""
    found: dict[str, tuple[str, Any]] = {}
    for name, one in block.get("attributes", {}).items():
        kind = "computed" if one.get("computed") and not one.get("optional") else _many(one.get("type"))
        found[name] = kind, _inside(one)
    for name, one in block.get("block_types", {}).items():
        listed = one["nesting_mode"] in ("list", "set")
        kind = "many" if listed and one.get("max_items") != 1 else "one-of-list" if listed else "one"
        found[name] = kind, {"block": one["block"], "is_block": True, "listed": listed}
    return found


def _many(kind: Any) -> str:
    return "many" if isinstance(kind, list) and kind[0] in ("list", "set") else "one"


def _inside(attribute: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the object that an attribute holds, as if it were a block."""
    nested = attribute.get("nested_type")
    if nested is not None:
        return {"block": nested, "listed": nested["nesting_mode"] in ("list", "set")}
    kind = attribute.get("type")
    listed = isinstance(kind, list) and kind[0] in ("list", "set")
    inner = kind[1] if listed else kind
    if isinstance(inner, list) and inner[0] == "object":
        attributes = {name: {"type": one, "optional": True} for name, one in inner[1].items()}
        return {"block": {"attributes": attributes}, "listed": listed}
    return None


def written(said: Mapping[str, Any]) -> str:
    """Return a map as JSON with a line for each type and each structure: what changed is read in a diff."""
    parts = [f"{_json(key)}:{_json(one)}" for key, one in said.items() if key not in ("types", "structures")]
    types = ",\n".join(f"{_json(name)}:{_json(one)}" for name, one in said["types"].items())
    structures = ",\n".join(map(_json, said["structures"]))
    return f'{{{",".join(parts)},"types":{{\n{types}\n}},"structures":[\n{structures}\n]}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Derive, and print."""
    provider, sdk, schema = sys.argv[1:4]
    schemas = next(iter(json.loads(Path(schema).read_text())["provider_schemas"].values()))
    table = json.loads((HERE / f"{provider}.json").read_text())
    deriver = Deriver(provider, json.loads(Path(sdk).read_text()), schemas, table)
    sys.stdout.write(written(deriver.derived()))
    sys.stderr.write("".join(f"absent: {one}\n" for one in deriver.absent))


if __name__ == "__main__":
    main()
