"""Derives the map of one provider from what its SDK and its Terraform schema say.

`derive.py PROVIDER INTROSPECTION SCHEMA` prints the JSON that `bastide.bridge` reads; both inputs are files in JSON,
the first by `introspect.py`, the second by `terraform providers schema -json`. What the two can't tell stands in
`PROVIDER.json` beside this file: tokens of twins, renames, what the SDK no longer has (`absent`), where the SDK and the
schema disagree about a list (`differ`), and names that a copy of the schema lost. Exits 1 where a list is not complete.

A line of the map is one type, one lookup or one structure. A structure has properties by their Terraform names: `"str"`
is a value of that type with the names that the rule gives; else `[shape and flags, type or number of a structure,
Pulumi name, Python name, class]`, where a missing or empty part is what the rule gives.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from bastide.bridge.names import args_class, camel, owner_of, snake, titled
from blocks import Member, members, settable
from match import pairs, pulumi_name, pulumi_side, terraform_side

HERE = Path(__file__).parent
LIST, NESTED, RESULT = "list:", "@", "Result"
LEFT_OUT = frozenset({"id"})
"""What each resource has, and none is given."""
SDK_ONLY = frozenset({"timeouts", "tags_all"})
"""What the SDK has only now and then: time limits are mostly options, merged tags the provider's doing."""


class TwiceError(Exception):
    """Two attributes would have the same Pulumi name: the table must tell them apart."""

    def __init__(self, path: str, name: str, said: str) -> None:
        super().__init__(f"{path}: `{name}` and another would both be `{said}`")


class Deriver:
    """Derives one provider's map; nested structures that are alike are kept once."""

    def __init__(
        self, provider: str, sdk: Mapping[str, Any], schema: Mapping[str, Any], table: Mapping[str, Any]
    ) -> None:
        self.provider, self.sdk, self.schema, self.table = provider, sdk, schema, table
        self.numbers: dict[str, int] = {}
        self.absent: set[str] = set()
        self.differ: set[str] = set()

    def derived(self) -> dict[str, Any]:
        """Return the whole map."""
        schemas = self.schema["resource_schemas"]
        found = self.tokens("resources", schemas, self.table["tokens"])
        types = {name: self.resource(name, token, schemas[name]["block"]) for name, token in sorted(found.items())}
        functions = self.functions()
        older = self.older({token: name for name, token in found.items()})
        return {
            "provider": self.provider,
            "sdk": self.sdk["version"],
            "older": dict(sorted(older.items())),
            "functions": functions,
            "types": types,
            "structures": [json.loads(one) for one in self.numbers],
        }

    def tokens(self, what: str, schemas: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
        """Return the token of each type that has one; what the SDK replaced and second names are nobody's."""
        second = tuple(old for old, _ in self.table["twins"])
        offered = {
            token: pulumi_side(token, (*said["in"], *said["out"]))
            for token, said in self.sdk[what].items()
            if not said.get("replaced") and not token.startswith(second)
        }
        wanted = {
            name: terraform_side(name, members(one["block"]))
            for name, one in schemas.items()
            if not name.startswith(tuple(self.table["left_out"]))
        }
        found = pairs(wanted, offered, {name: token for name, token in known.items() if name in schemas})
        return {name: token for name, token in found.items() if token}

    def resource(self, name: str, token: str, block: Mapping[str, Any]) -> list[Any]:
        """Return token, class, and the structures of what can be set and of what can only be read."""
        said = self.sdk["resources"][token]
        whole = members(block)
        given = settable(block) & self.names(name, whole, said["in"]).keys()
        read = {key for key, one in whole.items() if one.computes() or key not in given}
        return [
            token,
            said["class"],
            self.structure(name, whole, given, said["in"], said["class"]),
            self.structure(name, whole, read, said["out"], ""),
        ]

    def functions(self) -> dict[str, list[Any]]:
        """Return the lookups by invoke token: data source, function, structures of arguments and result."""
        schemas = self.schema.get("data_source_schemas", {})
        found = self.tokens("functions", schemas, self.table["lookups"])
        made = {token: self.lookup(name, token, schemas[name]["block"]) for name, token in sorted(found.items())}
        second = {one: token for token in made for one in self.twins(token) if one in self.sdk["functions"]}
        older = self.table["older_lookups"] | {one: made[token][0] for one, token in second.items()}
        return made | {one: made[found[name]] for one, name in older.items()}

    def lookup(self, name: str, token: str, schema: Mapping[str, Any]) -> list[Any]:
        """Return one lookup: the data source's type, the function, and the structures of arguments and result."""
        said = self.sdk["functions"][token]
        path, whole = f"data.{name}", members(schema)
        given = self.structure(path, whole, settable(schema), said["in"], titled(said["class"]))
        return [name, said["class"], given, self.structure(path, whole, set(whole), said["out"], "")]

    def structure(
        self, path: str, block: Mapping[str, Member], kept: AbstractSet[str], offered: Mapping[str, Any], cls: str
    ) -> int:
        """Return the number of the structure that maps the names of a block that are kept.

        `cls` is the Python class that owns what can be set, empty for what is only read.
        """
        whole = {**self.lost(offered), **block}
        kept = kept | (whole.keys() - block.keys())
        names = {name: found for name, found in self.names(path, whole, offered).items() if name in kept}
        self.absent |= {f"{path}.{name}" for name in kept - names.keys() - LEFT_OUT - SDK_ONLY}
        fields = {
            name: self.field(f"{path}.{name}", found, offered[found], whole[name], cls) for name, found in names.items()
        }
        text = json.dumps(fields, sort_keys=True)
        return self.numbers.setdefault(text, len(self.numbers))

    def names(self, path: str, block: Mapping[str, Member], offered: Mapping[str, Any]) -> dict[str, str]:
        """Return the Pulumi name of each member of a block that a class offers."""
        renames = self.table["renames"].get(path, {})
        found: dict[str, str] = {}
        for name, member in block.items():
            listed = member.listed and not member.only
            said = renames.get(name) or pulumi_name(name, block, offered, listed=listed)
            if said in found.values():
                raise TwiceError(path, name, said)
            if said in offered and (name not in LEFT_OUT or "." in path):
                found[name] = said
        return found

    def lost(self, offered: Mapping[str, Any]) -> dict[str, Member]:
        """Return the texts that a class has and that our copy of the schema lost."""
        names = [name for name in self.table["lost"] if offered.get(name, ("", ""))[1] == "str"]
        return {
            name: Member(name, computed=False, listed=False, only=False, block=False, inside=None) for name in names
        }

    def field(self, path: str, found: str, offered: list[str], member: Member, cls: str) -> Any:
        """Return one property of a structure."""
        python, said = offered
        bare, many = said.removeprefix(LIST), said.startswith(LIST)
        held = bare.startswith(NESTED)
        if (many and not member.listed) or (member.block and not held):
            self.differ.add(path)
        kind = ("M" if many else "O") if held else "V"
        kind += "b" * member.block + "f" * (member.listed and not many)
        names = ["" if found == camel(member.name) else found, "" if python == snake(found) else python]
        if not held:
            value = f"{said.partition(NESTED)[0]}any" if NESTED in said else said
            return value if kind == "V" and not any(names) else _short([kind, value, *names])
        nested = bare.removeprefix(NESTED)
        args = "" if not cls or nested == args_class(cls, member.name) else nested
        inside = member.inside or _spelled(self.sdk["types"][nested])
        below = members(inside)
        kept = settable(inside) if cls else set(below)
        number = self.structure(path, below, kept, self.sdk["types"][nested], owner_of(nested) if cls else "")
        return _short([kind, number, *names, args])

    def older(self, known: Mapping[str, str]) -> dict[str, str]:
        """Return tokens that mean the same type: names of earlier versions, and classes that another replaces."""
        homes = {tuple(_home(token)): name for token, name in known.items()}
        twins = {one: name for token, name in known.items() for one in self.twins(token)}
        found = dict(self.table["older"])
        for token, said in self.sdk["resources"].items():
            name = known.get(token) or twins.get(token) or homes.get(tuple(said["replaced"] or ()))
            if name is not None:
                found |= {one: name for one in (token, *said["older"]) if one not in known}
        return found

    def twins(self, token: str) -> list[str]:
        """Return the second names of a token: the same class in another module."""
        return [old + token.removeprefix(new) for old, new in self.table["twins"] if token.startswith(new)]


def _home(token: str) -> Iterable[str]:
    """Return service and class: `aws:s3/bucket:Bucket` is s3 and Bucket."""
    _, module, cls = token.split(":")
    return module.partition("/")[0], cls


def _spelled(fields: Iterable[str]) -> dict[str, Any]:
    """Return the block that a class would be, for objects that the schema calls a map or says nothing of."""
    return {"attributes": {snake(name): {"optional": True} for name in fields}}


def _short(entry: list[Any]) -> list[Any]:
    while entry[-1] == "":
        entry = entry[:-1]
    return entry


def written(said: Mapping[str, Any]) -> str:
    """Return a map as it is shipped: JSON of which each type, lookup and structure is a line."""

    def line(one: Any) -> str:
        return json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def lines(one: Any) -> str:
        if isinstance(one, list):
            return "[\n" + ",\n".join(line(entry) for entry in one) + "\n]"
        if isinstance(one, dict):
            return "{\n" + ",\n".join(f"{line(key)}:{line(value)}" for key, value in one.items()) + "\n}"
        return line(one)

    return "{\n" + ",\n".join(f"{line(key)}:{lines(value)}" for key, value in said.items()) + "\n}\n"


def main() -> None:
    """Derive, and print."""
    provider, sdk, schema = sys.argv[1:4]
    schemas = next(iter(json.loads(Path(schema).read_text(encoding="utf-8"))["provider_schemas"].values()))
    table = json.loads((HERE / f"{provider}.json").read_text(encoding="utf-8"))
    deriver = Deriver(provider, json.loads(Path(sdk).read_text(encoding="utf-8")), schemas, table)
    sys.stdout.write(written(deriver.derived()))
    found = {"absent": deriver.absent, "differ": deriver.differ}
    changed = [f"{what}: {one}\n" for what, those in found.items() for one in sorted(those ^ set(table[what]))]
    sys.stderr.writelines(changed)
    sys.exit(int(bool(changed)))


if __name__ == "__main__":
    main()
