"""String that scanners execute.

What it does:
    Reports text values that assign to a function of Terraform when read as a program: `jsonencode = 0`.

Why is this bad:
    checkov evaluates texts that look like expressions in one shared table of functions. A tag with such a value
    replaces a function for the rest of the scan: 11 failed checks became 0. This judge is hardened against it,
    but whoever runs plain checkov on the same code is blind.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
      tags   = { note = "jsonencode = 0" }
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
      tags   = { note = "about jsonencode" }
    }

Source:
    checkov 3.3.30, the CLI too (measured); upstream pull request 7517.
"""

import ast
import re
import warnings
from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import leaves, settle
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block

META = Meta("CODE003", Severity.LOW, "Word the text differently.", __doc__)
FUNCTIONS = (
    "abs|ceil|chomp|chunklist|coalesce|coalescelist|compact|concat|contains|distinct|element|flatten|floor|"
    "format|formatdate|formatlist|indent|index|join|jsonencode|keys|length|list|log|lookup|lower|map|"
    "matchkeys|max|merge|min|parsint|pow|regex|regexall|replace|reverse|signum|sort|split|strrev|substr|"
    "timeadd|timestamp|title|tobool|tolist|tonumber|toset|tostring|trim|trimprefix|trimspace|trimsuffix|upper|"
    "values|zipmap"
)
"""Functions that checkov's evaluator knows by name."""

HINT = re.compile(rf"\b(?:{FUNCTIONS})\b")
LONGEST = 10_000
"""Longer texts are not evaluated by checkov, nor parsed here."""


def check(case: Case) -> Iterator[Finding]:
    """Judge the texts of every resource that speaks of a function."""
    for resource in case.graph.resources:
        found = tuple(_assigning(case, resource.body))
        if found:
            yield from META.settle(resource, partial(tuple, found))


def _assigning(case: Case, body: Block) -> Iterator[Answer]:
    for attribute in body.attributes.values():
        for leaf in leaves(settle(case.graph, attribute.value)):
            if isinstance(leaf, str) and (name := _assigned(leaf)):
                yield Fault(f"a scanner that executes this text loses its function `{name}`", attribute.value_place)
    for block in body.blocks:
        yield from _assigning(case, block)


def _assigned(text: str) -> str | None:
    """Return the function that a text would replace if it were run as a program."""
    if len(text) > LONGEST or not HINT.search(text):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            program = ast.parse(text.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return next((name for node in ast.walk(program) for name in _names(node) if HINT.fullmatch(name)), None)


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias(name=name, asname=other):
            yield other or name
        case _:
            pass
