"""Resources in a region that is not declared.

What it does:
    Compares the region of every provider block of AWS, and every `region` that a resource sets itself, with the
    declared regions.

Why is this bad:
    Nothing may exist anywhere else: no control, log or budget of this platform reaches that region.

Example:
    provider "aws" {
      region = "us-east-1"
    }

Use instead:
    provider "aws" {
      region = "ap-southeast-1"
    }

Source:
    The declaration's `platform.regions`.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import OpaqueError, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("DATA003", Severity.HIGH, "Use a declared region.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge every provider, and every resource with a region of its own."""
    if case.intent is None:
        return
    for provider in case.graph.providers:
        if provider.labels[:1] == ("aws",):
            spot = Spot("", provider.at("region"))
            yield from META.settle(spot, partial(_provider, case, case.intent.regions, provider))
    moved = (resource for resource in case.graph.resources if resource.get("region") is not None)
    yield from META.judge(moved, partial(_resource, case, case.intent.regions))


def _provider(case: Case, allowed: tuple[str, ...], provider: Block) -> Iterator[Answer]:
    region = text(case.graph, provider.get("region"))
    if region is None:
        which = "provider.aws.region"
        raise OpaqueError(which, provider.place, "the environment gives it")
    if region not in allowed:
        yield Fault(f"a provider works in `{region}`, which is not declared", provider.at("region"))


def _resource(case: Case, allowed: tuple[str, ...], resource: Resource) -> Iterator[Answer]:
    region = text(case.graph, resource.get("region"))
    if region not in allowed:
        yield Fault(f"`{resource.address}` stands in `{region}`, which is not declared", resource.at("region"))
