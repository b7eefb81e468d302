"""Provider from an unexpected publisher, or of any version.

What it does:
    Reads `required_providers` of a tree that comes with a declaration: each provider must be HashiCorp's, from the
    public registry, and pinned to one version.

Why is this bad:
    A provider is a program that runs with the pipeline's rights and sees every secret. A name that differs by a
    letter, or a version that appears tomorrow, is somebody else's program.

Example:
    terraform {
      required_providers {
        aws = {
          source  = "hashicorb/aws"
          version = "5.100.0"
        }
      }
    }

Use instead:
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "5.100.0"
        }
      }
    }

Source:
    GB/T 22239-2019 8.1.10.8 a; NIST SP 800-53r5 SR-3, SR-4.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.spots import line_place
from bastide.hcl.cursor import ParseError
from bastide.hcl.parse import parse
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Attribute
from bastide.model.place import Place

META = Meta("CODE007", Severity.HIGH, "Take `hashicorp/` providers from the public registry, at one version.", __doc__)
BLOCK = "required_providers"
PUBLISHER = re.compile(r"(?:registry\.(?:terraform\.io|opentofu\.org)/)?hashicorp/[a-z0-9-]+")
PINNED = re.compile(r"=?\s*\d+\.\d+\.\d+")


def check(case: Case) -> Iterator[Finding]:
    """Judge every provider that a declared tree requires."""
    if case.intent is None:
        return
    for file, content in sorted(case.texts.items()):
        if BLOCK in content and file.endswith(".tf"):
            for required in _required(file, content):
                yield from META.settle(Spot("", required.place), partial(_answers, content.split("\n"), required))


def _required(file: str, content: str) -> Iterator[Attribute]:
    try:
        root = parse(content, file)
    except ParseError:  # the reader has said so
        return
    for settings in root.nested("terraform"):
        for body in settings.nested(BLOCK):
            yield from body.attributes.values()


def _answers(lines: list[str], required: Attribute) -> Iterator[Answer]:
    says = required.value if isinstance(required.value, Mapping) else {"version": required.value}
    source, version = says.get("source", f"hashicorp/{required.name}"), says.get("version")
    if not isinstance(source, str) or not PUBLISHER.fullmatch(source):
        yield Fault(f"`{source}` is no provider of HashiCorp's", _line(lines, required, "source"))
    if not isinstance(version, str) or not PINNED.fullmatch(version.strip()):
        yield Fault(f"`{required.name}` may be of any version that fits `{version}`", _line(lines, required, "version"))


def _line(lines: list[str], required: Attribute, key: str) -> Place:
    """Return the line of an entry of an object, or the object's."""
    span = required.value_place
    for number in range(span.line, span.end_line + 1):
        found = re.match(rf"\s*\b({key})\b", lines[number - 1])
        if found:
            return line_place(span.file, number, *found.span(1))
    return required.place
