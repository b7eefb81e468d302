"""Which region a resource is created in."""

import re

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.values import OpaqueError, settle, shown, text
from bastide.model.graph import Block, Resource, Value

ARN = re.compile(r"arn:[^:]*:[^:]*:([a-z]{2}(?:-[a-z]+)+-\d):")


def provider_name(provider: Block) -> str:
    """Return how resources name a provider: `aws.dr`, empty for the default one of AWS."""
    alias = provider.get("alias")
    return f"aws.{alias}" if isinstance(alias, str) else ""


def region_of(case: Case, resource: Resource) -> str:
    """Return the region a resource is created in; OpaqueError when the code doesn't tell."""
    own = text(case.graph, resource.get("region"))
    if own is not None:
        return own
    wanted = "" if resource.provider in ("", "aws") else resource.provider
    for provider in case.graph.providers:
        if provider.labels[:1] == ("aws",) and provider_name(provider) == wanted:
            region = text(case.graph, provider.get("region"))
            if region is not None:
                return region
            break
    which = f"{resource.address}.region"
    raise OpaqueError(which, resource.place, "no provider block gives it")


def region_meant(case: Case, value: Value, kind: str = "") -> str:
    """Return the region of the resource that a value points to, or that an ARN names; OpaqueError otherwise."""
    target = pointed(case, value, kind)
    if target is not None:
        return region_of(case, target)
    arn = shown(settle(case.graph, value))
    match = ARN.match(arn)
    if match is None:
        raise OpaqueError(arn, None, "its region isn't in the code")
    return match.group(1)
