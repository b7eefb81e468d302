"""Print what a Pulumi SDK says of its types as JSON: `introspect.py pulumi_aws`. Run with an interpreter that has it.

For each resource token: the Python class, what can be set and what can be read; for each nested class its fields. A
type is `str`, `int`, `float`, `bool`, `any`, `asset`, `list:T`, `map:T`, or `@module.Class` of a nested class. A
property is `[python name, type]` by its Pulumi name. A class that its module hides (`alicloud.config`) is left out.
"""

import importlib
import inspect
import json
import sys
import typing
from collections.abc import Awaitable, Iterator
from typing import Any

import pulumi
from pulumi import _types as sdk_types

SIMPLE = {str: "str", int: "int", float: "float", bool: "bool"}


class Introspection:
    """Reads one package; nested classes are noted as they are met."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.nested: dict[str, dict[str, list[str]]] = {}

    def report(self) -> dict[str, Any]:
        """Return everything about the package."""
        root = importlib.import_module(self.package)
        reachable = [one for one in _registered(root) if hasattr(importlib.import_module(one[1]), one[2])]
        resources = {token: self.resource(module, name) for token, module, name in reachable}
        functions = dict(self.functions({module for _, module, _ in _registered(root)} | {self.package}))
        version = importlib.import_module("importlib.metadata").version(self.package.replace("_", "-"))
        return {"version": version, "resources": resources, "functions": functions, "types": self.nested}

    def resource(self, module: str, name: str) -> dict[str, Any]:
        """Return one resource: its class, aliases (older tokens), inputs and outputs."""
        home = importlib.import_module(module)
        cls = getattr(home, name)
        args = getattr(home, f"{name}InitArgs", None) or getattr(home, f"{name}Args", None)
        return {
            "class": self.named(cls),
            "in": {} if args is None else self.fields(args, sdk_types.input_type_types(args)),
            "out": self.outputs(cls),
        }

    def outputs(self, cls: type) -> dict[str, list[str]]:
        """Return what can be read of a resource."""
        names = sdk_types.resource_pulumi_to_py_names(cls)
        return {name: [names.get(name, name), self.said(kind)] for name, kind in sdk_types.resource_types(cls).items()}

    def functions(self, modules: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each lookup: by its Python name the arguments' and the result's fields."""
        for module in sorted(modules):
            home = importlib.import_module(module)
            for name in sorted(dir(home)):
                result = "".join(part.capitalize() for part in name.split("_")) + "Result"
                if name.startswith("get_") and not name.endswith("_output") and hasattr(home, result):
                    yield f"{module}.{name}", self.function(getattr(home, name), getattr(home, result))

    def function(self, call: Any, result: type) -> dict[str, Any]:
        """Return what a lookup is asked and answers."""
        given = {name: one for name, one in inspect.signature(call).parameters.items() if name != "opts"}
        hints = typing.get_type_hints(call, include_extras=False) if given else {}
        return {
            "in": {name: [name, self.said(hints.get(name, Any))] for name in given},
            "out": self.fields(result, sdk_types.output_type_types(result)),
        }

    def fields(self, cls: type, kinds: dict[str, Any]) -> dict[str, list[str]]:
        """Return a class's properties by Pulumi name."""
        python = {one.fget._pulumi_name: name for name, one in inspect.getmembers(cls, _is_named)}  # noqa: SLF001 - no other way
        return {name: [python.get(name, name), self.said(kind)] for name, kind in kinds.items()}

    def said(self, kind: Any) -> str:
        """Return a type in our notation, inputs' alternatives (awaitable, output) stripped."""
        kind = _bare(kind)
        origin, inside = typing.get_origin(kind), typing.get_args(kind)
        if kind in SIMPLE:
            return SIMPLE[kind]
        if isinstance(kind, type) and (sdk_types.is_input_type(kind) or sdk_types.is_output_type(kind)):
            return self.note(kind)
        if inside and (origin is dict or "Mapping" in str(origin)):
            return f"map:{self.said(inside[1])}"
        if origin is not None and inside:
            return f"list:{self.said(inside[0])}"
        if isinstance(kind, type) and issubclass(kind, (pulumi.Asset, pulumi.Archive)):
            return "asset"
        return "any"

    def note(self, cls: type) -> str:
        """Return the name of a nested class, its fields noted."""
        name = self.named(cls)
        if name not in self.nested:
            self.nested[name] = {}
            inputs = sdk_types.is_input_type(cls)
            kinds = sdk_types.input_type_types(cls) if inputs else sdk_types.output_type_types(cls)
            self.nested[name] = self.fields(cls, kinds)
        return f"@{name}"

    def named(self, cls: type) -> str:
        """Return a class as a program writes it, `aws.ec2.Vpc`: public classes stand in the module of their service."""
        module = cls.__module__.removeprefix(self.package).strip(".")
        parts = [part for part in module.split(".") if part]
        if (
            parts
            and (parts[-1] in ("_inputs", "outputs") or parts[-1].islower())
            and not _is_service(self.package, parts)
        ):
            parts = parts[:-1]
        return ".".join([self.package.removeprefix("pulumi_"), *parts, cls.__name__])


def _is_named(member: object) -> bool:
    return isinstance(member, property) and hasattr(member.fget, "_pulumi_name")


def _is_service(package: str, parts: list[str]) -> bool:
    home = importlib.import_module(".".join([package, *parts])) if not parts[-1].startswith("_") else None
    return home is not None and parts[-1] != "outputs" and hasattr(home, "__path__")


def _bare(kind: Any) -> Any:
    """Return the one alternative of a union that is a value."""
    while typing.get_origin(kind) is typing.Union:
        inside = [
            one
            for one in typing.get_args(kind)
            if one is not type(None) and typing.get_origin(one) not in (Awaitable, pulumi.Output)
        ]
        inside = [one for one in inside if not typing.is_typeddict(one)]
        if not inside:
            return Any
        kind = inside[0]
    return kind


def _registered(root: Any) -> Iterator[tuple[str, str, str]]:
    """Yield token, module and class name of every resource, from the table that the package registers itself with."""
    source = inspect.getsource(root)
    start = source.index('resource_modules="""') + len('resource_modules="""')
    for entry in json.loads(source[start : source.index('"""', start)]):
        for token, name in entry["classes"].items():
            yield token, entry["fqn"], name


if __name__ == "__main__":
    json.dump(Introspection(sys.argv[1]).report(), sys.stdout)
