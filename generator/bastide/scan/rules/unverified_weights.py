"""Model host that serves weights whose digest nobody compared.

What it does:
    For every host of a declared model, reads what runs at its start: it must hold the declared SHA-256, compare a file
    with it (`sha256sum --check`), stop where that fails (`set -e`), and start nothing before.

Why is this bad:
    Whoever can replace the file of weights decides what the model says. The store keeps versions; only the host knows
    which one it loaded.

Example:
    # model declared: assistant, sha256 3f0a...b3c4
    resource "aws_instance" "assistant" {
      user_data = <<-SHELL
        #!/bin/bash
        aws s3 cp s3://models/r1.tar weights
        systemctl enable --now model-server
      SHELL
    }

Use instead:
    resource "aws_instance" "assistant" {
      user_data = <<-SHELL
        #!/bin/bash
        set -euo pipefail
        aws s3 cp s3://models/r1.tar weights
        echo "3f0a9d5c1b7e2846aa10c4d8e9f2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4  weights" | sha256sum --check
        systemctl enable --now model-server
      SHELL
    }

Source:
    GB/T 22239-2019 8.1.4.7 b; NIST SP 800-53r5 SI-7, SR-4; AI-03. What the image itself starts is not in the code.
"""

import re
from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import settle, shown
from bastide.model.declared_use import DeclaredModel
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA031", Severity.HIGH, "Compare the weights with the declared digest before anything starts.", __doc__)
_COMPARED = re.compile(r"\bsha256sum\b.*\s(--check|-c)\b")
_STRICT = re.compile(r"^set\s+-[a-z]*e")
_STARTS = re.compile(r"\b(systemctl\s+(enable\s+--now|start|restart)|docker\s+(run|compose)|podman\s+run)\b")


def check(case: Case) -> Iterator[Finding]:
    """Judge every host of every declared model, also one that the tree lacks."""
    for model in () if case.intent is None else case.intent.models:
        for address in model.hosts:
            host = case.graph.by_address.get(address)
            spot = Spot(address, None if host is None else host.place)
            yield from META.settle(spot, partial(_answers, case, model, host))


def _answers(case: Case, model: DeclaredModel, host: Resource | None) -> Iterator[Answer]:
    if host is None:
        yield Fault(f"a host of model `{model.name}` is not in the tree")
        return
    script = host.get("user_data")
    if script is None:
        yield Fault(f"`{host.address}` compares nothing at its start", host.place)
        return
    fault = _wrong(_lines(shown(settle(case.graph, script))), model.digest)
    if fault:
        yield Fault(f"`{host.address}` {fault}", host.at("user_data"))


def _lines(script: str) -> list[str]:
    stripped = (line.strip() for line in script.splitlines())
    return [line for line in stripped if line and not line.startswith("#")]


def _wrong(lines: list[str], digest: str) -> str:
    """Return what a start does wrong, nothing where it compares first."""
    compared = next((place for place, line in enumerate(lines) if _COMPARED.search(line)), None)
    if compared is None:
        return "never compares the digest of its weights"
    before = lines[: compared + 1]
    if not any(digest in line for line in before):
        return "compares its weights with another digest than the declared one"
    if not any(_STRICT.match(line) for line in before[:-1]):
        return "goes on where the comparison fails"
    if any(_STARTS.search(line) for line in before[:-1]):
        return "serves before it has compared its weights"
    return "" if "|| true" not in lines[compared] else "goes on where the comparison fails"
