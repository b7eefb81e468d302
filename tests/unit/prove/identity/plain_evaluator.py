"""A second evaluator of policies, for one fully known request: yes or no, straight from JSON.

Written from the IAM user guide ("Policy evaluation logic", "Determining whether a request is allowed or denied within
an account", "Cross-account policy evaluation logic", "Condition operators", "Principal", "NotPrincipal") and sharing
nothing with the code that it checks.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """A request with nothing left open; `context` holds a list of values for each key that it has."""

    action: str
    resource: str
    caller: str
    account: str
    kind: str
    context: Mapping[str, Sequence[str]] = field(default_factory=dict)


def many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def like(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(like(pattern[1:], text[at:]) for at in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and like(pattern[1:], text[1:])


def action_matches(statement: Document, action: str) -> bool:
    if "NotAction" in statement:
        return not any(like(one.lower(), action.lower()) for one in many(statement["NotAction"]))
    return any(like(one.lower(), action.lower()) for one in many(statement["Action"]))


def resource_matches(statement: Document, resource: str) -> bool:
    if "NotResource" in statement:
        return not any(like(one, resource) for one in many(statement["NotResource"]))
    return "Resource" not in statement or any(like(one, resource) for one in many(statement["Resource"]))


NUMBERS = {
    "NumericEquals": lambda have, want: have == want,
    "NumericLessThan": lambda have, want: have < want,
    "NumericLessThanEquals": lambda have, want: have <= want,
    "NumericGreaterThan": lambda have, want: have > want,
    "NumericGreaterThanEquals": lambda have, want: have >= want,
}


def compares(name: str, want: str, have: str) -> bool:
    if name in ("StringEquals", "StringNotEquals"):
        return want == have
    if name in ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool"):
        return want.lower() == have.lower()
    if name in ("StringLike", "StringNotLike"):
        return like(want, have)
    if name in ("ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals"):
        ours, theirs = want.split(":", 5), have.split(":", 5)
        return len(ours) == len(theirs) and all(like(one, other) for one, other in zip(ours, theirs, strict=True))
    if name.startswith("Date"):
        return NUMBERS["Numeric" + name[4:]](moment(have), moment(want))
    return NUMBERS[name](float(have), float(want))


def moment(text: str) -> float:
    return dt.datetime.fromisoformat(text).timestamp()


def condition_holds(operator: str, key: str, wanted: Sequence[str], context: Mapping[str, Sequence[str]]) -> bool:
    have = next((values for name, values in context.items() if name.lower() == key.lower()), None)
    if operator == "Null":
        return (have is None) == (wanted[0] == "true")
    quantifier, _, name = operator.rpartition(":")
    if name.endswith("IfExists"):
        if have is None:
            return True
        name = name.removesuffix("IfExists")
    negated = "Not" in name
    each = [any(compares(name, want, one) for want in wanted) != negated for one in have or ()]
    if quantifier == "ForAllValues":
        return all(each)
    if quantifier == "ForAnyValue":
        return any(each)
    if have is None:
        return negated
    return each[0]


def conditions_hold(statement: Document, context: Mapping[str, Sequence[str]]) -> bool:
    return all(
        condition_holds(operator, key, [str(one) for one in many(wanted)], context)
        for operator, tests in statement.get("Condition", {}).items()
        for key, wanted in tests.items()
    )


def names_caller(principal: Any, request: Request) -> set[str]:
    """Return how a Principal element means the caller: `itself`, `anyone`, `account`."""
    if principal == "*":
        return {"anyone"}
    found = set()
    for name in many(principal.get("AWS", [])):
        if name == "*":
            found.add("anyone")
        elif request.kind in ("role", "user") and name in (request.account, f"arn:aws:iam::{request.account}:root"):
            found.add("account")
        elif request.kind in ("role", "user") and name == request.caller:
            found.add("itself")
    if request.kind == "service" and request.caller in many(principal.get("Service", [])):
        found.add("itself")
    return found


def applies(statement: Document, request: Request) -> bool:
    return (
        action_matches(statement, request.action)
        and resource_matches(statement, request.resource)
        and conditions_hold(statement, request.context)
    )


def listed(document: Document | None) -> list[Document]:
    return [] if document is None else many(document["Statement"])


def denied(document: Document | None, request: Request) -> bool:
    return any(one["Effect"] == "Deny" and applies(one, request) for one in listed(document))


def allowed(document: Document | None, request: Request) -> bool:
    return any(one["Effect"] == "Allow" and applies(one, request) for one in listed(document))


def resource_denies(policy: Document | None, request: Request, *, bounded: bool) -> bool:
    for one in listed(policy):
        if one["Effect"] != "Deny" or not applies(one, request):
            continue
        if "NotPrincipal" in one:
            if bounded or not names_caller(one["NotPrincipal"], request):
                return True
        elif names_caller(one["Principal"], request):
            return True
    return False


def resource_offers(policy: Document | None, request: Request) -> set[str]:
    found = set()
    for one in listed(policy):
        if one["Effect"] == "Allow" and applies(one, request):
            if "NotPrincipal" in one:
                found |= set() if names_caller(one["NotPrincipal"], request) else {"anyone"}
            else:
                found |= names_caller(one["Principal"], request)
    return found


@dataclass(frozen=True)
class Policies:
    """What speaks about a request; `delegated` for keys and trusts, whose own policy must speak."""

    identity: Document | None
    boundary: Document | None
    policy: Document | None
    owner: str
    delegated: bool


def decision(request: Request, policies: Policies, *, anyone_within_boundary: bool) -> bool:
    """Return whether a request is allowed."""
    identity, boundary, policy = policies.identity, policies.boundary, policies.policy
    if denied(identity, request) or denied(boundary, request):
        return False
    if resource_denies(policy, request, bounded=boundary is not None):
        return False
    offers = resource_offers(policy, request)
    if request.kind == "service":
        return bool(offers)
    within = boundary is None or allowed(boundary, request)
    mine = allowed(identity, request) and within
    if request.account != policies.owner:
        return mine and bool(offers)
    limited = within if request.kind == "role" else True
    direct = ("itself" in offers and limited) or ("anyone" in offers and (limited if anyone_within_boundary else True))
    return direct or (mine and "account" in offers if policies.delegated else mine)


def fills(text: str, alphabet: Sequence[str]) -> list[str]:
    """Return a text with each `<name>` replaced by every filling, the same for the same name."""
    found = re.search(r"<\w+>", text)
    if found is None:
        return [text]
    return [one for filling in alphabet for one in fills(text.replace(found[0], filling), alphabet)]
