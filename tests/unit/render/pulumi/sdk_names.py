"""Runs under the real SDK: prints which keywords and attributes of a generated program it does not have, as JSON."""

import ast
import inspect
import json
import sys
from functools import cache
from pathlib import Path

import pulumi
import pulumi_aws as aws


@cache
def found(dotted):
    """Return a class of the SDK by the name that the program calls it."""
    thing = {"aws": aws, "pulumi": pulumi}[dotted.split(".")[0]]
    for part in dotted.split(".")[1:]:
        thing = getattr(thing, part)
    return thing


@cache
def keywords(dotted):
    """Return what a class can be given."""
    made = found(dotted)
    init = getattr(made, "_internal_init", made.__init__)
    return frozenset(inspect.signature(init).parameters)


def unknown(path):
    """Yield each keyword that its class does not have, and each attribute that its resource does not have."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).startswith("aws."):
            classes[node.target.id] = ast.unparse(node.annotation)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            classes[ast.unparse(node.targets[0]).removeprefix("self.")] = ast.unparse(node.value.func)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("aws.", "pulumi.ResourceOptions")):
            dotted = ast.unparse(node.func)
            yield from (f"{dotted}({one.arg}=)" for one in node.keywords if one.arg not in keywords(dotted))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            kind = classes.get(node.value.attr, "")
            if kind.startswith("aws.") and not hasattr(found(kind), node.attr):
                yield f"{kind}.{node.attr}"


sys.stdout.write(json.dumps(sorted({one for path in Path(sys.argv[1]).rglob("*.py") for one in unknown(path)})))
