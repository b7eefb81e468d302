"""Secret written in the code.

What it does:
    Reports passwords, tokens and keys given as literal text, private keys in PEM form, and access key ids,
    wherever they stand: attributes at any depth, provider blocks, variable defaults, user data.

Why is this bad:
    Whoever reads the repository or the state has it, for ever: removing the line does not remove the history.

Example:
    resource "aws_db_instance" "records" {
      username = "dba"
      password = "correct-horse-battery"
    }

Use instead:
    resource "aws_db_instance" "records" {
      username                    = "dba"
      manage_master_user_password = true
    }

Source:
    Bastide's law 8: no secret is ever written to the tree.
"""

import re
from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.spots import line_place
from bastide.facts.values import settle
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Attribute, Block, Encoded, Value

META = Meta("CODE002", Severity.CRITICAL, "Let the cloud's secret store make and keep it, and refer to it.", __doc__)
NAMED = re.compile(
    r"(?<!creation)(?<!client)(?<!next)(?<!request)(?:^|_)(?:password|passwd|secret_string|secret_binary|secret_key|access_key|client_secret|api_key|auth_token|token"
    r"|private_key|private_key_pem|plaintext|shared_key|preshared_key|tunnel[12]_preshared_key)$",
    re.IGNORECASE,
)
SHAPES = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b")

PIECES = ("PRIVATE KEY-----", "AKIA", "ASIA")
"""One of these stands in every shape; most files hold none, and finding that out is cheap."""


def check(case: Case) -> Iterator[Finding]:
    """Judge the attributes of every resource and provider, and the text of every file."""
    for resource in case.graph.resources:
        found = tuple(_secrets(case, resource.body))
        if found:
            yield from META.settle(resource, partial(tuple, found))
    for provider in case.graph.providers:
        yield from META.settle(Spot("", provider.place), partial(_secrets, case, provider))
    for file, content in sorted(case.texts.items()):
        yield from META.settle(Spot("", line_place(file, 1, 0, 0)), partial(_shapes, file, content))


def _secrets(case: Case, body: Block) -> Iterator[Answer]:
    for attribute in body.attributes.values():
        yield from _value(case, attribute, attribute.name, attribute.value)
    for block in body.blocks:
        yield from _secrets(case, block)


def _value(case: Case, attribute: Attribute, name: str, value: Value) -> Iterator[Answer]:
    known = settle(case.graph, value)
    match known:
        case dict():
            yield from (one for key, item in known.items() for one in _value(case, attribute, str(key), item))
        case tuple():
            yield from (one for item in known for one in _value(case, attribute, name, item))
        case Encoded(value=inner):
            yield from _value(case, attribute, name, inner)
        case str() if known and NAMED.search(name):
            yield Fault(f"`{name}` is written out", attribute.value_place)


def _shapes(file: str, content: str) -> Iterator[Answer]:
    if not any(piece in content for piece in PIECES):
        return
    for number, line in enumerate(content.split("\n"), start=1):
        for match in SHAPES.finditer(line):
            yield Fault("a key stands in the code", line_place(file, number, *match.span()))
