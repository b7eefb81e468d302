"""Print what a Pulumi SDK says of its types as JSON: `introspect.py pulumi_aws`. Run with an interpreter that has it.

For each resource token: the Python class, what can be set and what can be read, and its older tokens; for each lookup
its arguments and results; for each nested class its fields. A type is `str`, `int`, `float`, `bool`, `any`, `asset`,
`list:T`, `map:T`, or `@aws.module.Class` of a nested class. A property is `[python name, type]` by its Pulumi name.
"""

import importlib
import importlib.metadata
import inspect
import json
import re
import sys
import typing
from collections.abc import Awaitable, Iterator
from types import ModuleType
from typing import Any

import pulumi
from pulumi import _types as sdk_types

SIMPLE = {str: "str", int: "int", float: "float", bool: "bool"}
OLDER = re.compile(r'pulumi\.Alias\(type_="([^"]+)"\)')
REPLACED = re.compile(r'warnings\.warn\("""\S+ has been deprecated in favor of (?:\w+\.)?([\w/]+)\.(\w+)"""')
INVOKED = re.compile(r"pulumi\.runtime\.invoke\('([^']+)', __args__")
ARGUMENT = re.compile(r"__args__\['(\w+)'\] = (\w+)")


class Introspection:
    """Reads one package; nested classes are noted as they are met."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.nested: dict[str, dict[str, list[str]]] = {}

    def report(self) -> dict[str, Any]:
        """Return everything about the package; a class that its module hides (`alicloud.config`) is left out."""
        root = importlib.import_module(self.package)
        registered = list(_registered(root))
        reachable = [one for one in registered if hasattr(importlib.import_module(one[1]), one[2])]
        modules = sorted({module for _, module, _ in registered} | {self.package})
        return {
            "version": importlib.metadata.version(self.package.replace("_", "-")),
            "resources": {token: self.resource(module, name) for token, module, name in reachable},
            "functions": dict(sorted(one for module in modules for one in self.functions(module))),
            "types": self.nested,
        }

    def resource(self, module: str, name: str) -> dict[str, Any]:
        """Return one resource: its class, inputs and outputs, older tokens, and the class that replaces it."""
        home = importlib.import_module(module)
        cls = getattr(home, name)
        args = getattr(home, f"{name}InitArgs", None) or getattr(home, f"{name}Args", None)
        source = inspect.getsource(_home(cls))
        replaced = REPLACED.search(source)
        names = sdk_types.resource_pulumi_to_py_names(cls)
        read = {key: [names.get(key, key), self.said(kind)] for key, kind in sdk_types.resource_types(cls).items()}
        return {
            "class": self.named(cls),
            "in": {} if args is None else self.fields(args),
            "out": read,
            "older": OLDER.findall(source),
            "replaced": [replaced[1].partition("/")[0], replaced[2]] if replaced else None,
        }

    def functions(self, module: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each lookup of a module by its invoke token."""
        home = importlib.import_module(module)
        for name in sorted(dir(home)):
            call = getattr(home, name)
            if name.startswith("get_") and not name.endswith("_output") and inspect.isfunction(call):
                source = inspect.getsource(call)
                invoked = INVOKED.search(source)
                if invoked:
                    yield invoked[1], self.function(call, source)

    def function(self, call: Any, source: str) -> dict[str, Any]:
        """Return what a lookup is asked and answers."""
        hints = typing.get_type_hints(call)
        result = getattr(_home(call), call.__annotations__["return"].__name__.removeprefix("Awaitable"))
        pulumi_names = {python: name for name, python in ARGUMENT.findall(source)}
        return {
            "class": self.named(call),
            "in": {pulumi_names[one]: [one, self.said(hints[one])] for one in hints if one in pulumi_names},
            "out": self.results(result),
        }

    def results(self, cls: type) -> dict[str, list[str]]:
        """Return the fields of a class that can be read, by Pulumi name."""
        names = sdk_types.output_type_types(cls)
        return {key: [_python(cls, key), self.said(kind)] for key, kind in names.items()}

    def fields(self, cls: type) -> dict[str, list[str]]:
        """Return the fields of a class that can be set, by Pulumi name."""
        python = {new: old for old, new in sdk_types.input_type_py_to_pulumi_names(cls).items()}
        return {key: [python.get(key, key), self.said(kind)] for key, kind in sdk_types.input_type_types(cls).items()}

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
            self.nested[name] = self.fields(cls) if sdk_types.is_input_type(cls) else self.results(cls)
        return f"@{name}"

    def named(self, cls: Any) -> str:
        """Return a class as a program writes it, `aws.ec2.Vpc`: public classes stand in the module of their service."""
        module = _home(cls)
        service = module.__name__ if hasattr(module, "__path__") else module.__name__.rpartition(".")[0]
        return f"{service.removeprefix('pulumi_')}.{cls.__name__}"


def _home(one: Any) -> ModuleType:
    return importlib.import_module(one.__module__)


def _python(cls: type, name: str) -> str:
    """Return the attribute of an output class by which a Pulumi name is read."""
    getters = ((key, one) for key, one in vars(cls).items() if isinstance(one, property))
    return next((key for key, one in getters if getattr(one.fget, "_pulumi_name", None) == name), name)


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
