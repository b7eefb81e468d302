"""Functions that stand in a VPC and are called from outside it: whoever calls has them send packets from inside.

Source: AWS Lambda developer guide, "Function URLs" and "Resource-based policies".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.graph import Resource
from bastide.prove.aws.interfaces import Stand, values
from bastide.prove.aws.reading import origin_of

FUNCTION, ALIAS, URL, PERMISSION = (
    "aws_lambda_function",
    "aws_lambda_alias",
    "aws_lambda_function_url",
    "aws_lambda_permission",
)
FRONTS = frozenset(
    f"{name}.amazonaws.com"
    for name in ("apigateway", "elasticloadbalancing", "cloudfront", "edgelambda", "vpc-lattice")
)
"""Services that pass on the calls of anybody."""
SERVICE = ".amazonaws.com"


def read(stand: Stand) -> None:
    """Doubt the functions of the network that callers outside it set going."""
    standing = {one.workload for one in stand.found.values()}
    functions = [one for one in stand.reading.graph.of_type(FUNCTION) if one.address in standing]
    reason = "calls from outside the network set its function going, which sends packets from inside"
    for caller in stand.reading.graph.of_type(URL, PERMISSION) if functions else ():
        found = stand.reading.gather(origin_of(caller), (), partial(_called, stand, caller, functions))
        for address in found:
            stand.reading.doubt(origin_of(caller), reason, (address,))


def _called(stand: Stand, caller: Resource, functions: list[Resource]) -> Iterator[str]:
    if caller.type == URL or _passes_on(stand.reading.literal(caller.get("principal")) or "*"):
        for value in values(caller.body, "function_name"):
            found = stand.reading.follow(value, FUNCTION, ALIAS)
            if isinstance(found, Resource) and found.type == ALIAS:
                found = stand.reading.follow(found.get("function_name"), FUNCTION)
            yield from (one.address for one in functions if _is(stand, one, found))


def _passes_on(principal: str) -> bool:
    return principal in FRONTS or not principal.endswith(SERVICE)


def _is(stand: Stand, function: Resource, found: Resource | str | None) -> bool:
    """Tell whether a resource or what a literal names is a function, by its name or its ARN."""
    if not isinstance(found, str):
        return found is function
    try:
        name = stand.reading.literal(function.get("function_name"))
    except OpaqueError:
        return True
    return name is None or name in found.split(":")
