"""Rights by which somebody hands rights to themselves.

Source: AWS, "Actions, resources, and condition keys for AWS Identity and Access Management"; the ways are the
well-known ones: change a policy, a trust or a boundary, make credentials, join a group, set the tag that a trust wants.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bastide.model.identity import Grant, Right
from bastide.prove.identity.catalog import ON_GROUPS, ON_POLICIES, ON_ROLES, ON_RUNBOOKS, ON_USERS
from bastide.prove.identity.context import Context
from bastide.prove.identity.grounds import ANSWERS, by_right
from bastide.prove.identity.people import Person
from bastide.prove.identity.rulings import Rulings
from bastide.prove.identity.texts import free
from bastide.prove.identity.truth import Truth

IDENTITIES = "identities"
"""The target that stands for every identity of the account."""

TAGGING = ("iam:TagUser", "iam:TagRole")
REQUESTED = "aws:requesttag/"


def escalations(rulings: Rulings) -> Iterator[Grant]:
    """Yield, for each holder and action, the first identity of the tree or of the account that it can take over."""
    tags = tuple(sorted(set(_trusted_tags(rulings))))
    for person in rulings.people:
        for action, arns in _targets(rulings):
            yield from _first(rulings, person, action, arns, person.context)
        for action in TAGGING:
            for tag in tags:
                for grant in _first(rulings, person, action, _new(rulings, action), _setting(person, tag)):
                    yield replace(grant, deed=f"{action} of {tag}")


def _first(
    rulings: Rulings, person: Person, action: str, arns: Iterable[tuple[str, str]], context: Context
) -> Iterator[Grant]:
    for address, arn in arns:
        ruling = rulings.plainly(person, action, arn, context)
        if ruling.answer is not Truth.NO:
            grounds = by_right(ruling.allows, Right.ESCALATE, action, arn, context)
            yield Grant(person.holder.name, Right.ESCALATE, address, action, ANSWERS[ruling.answer], grounds)
            return


def _targets(rulings: Rulings) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    roles = tuple(_arns(rulings, "aws_iam_role"))
    policies = tuple(_arns(rulings, "aws_iam_policy"))
    yield from ((action, (*roles, *_any(rulings, "role"))) for action in ON_ROLES)
    yield from ((action, (*policies, *_any(rulings, "policy"))) for action in ON_POLICIES)
    yield from ((action, tuple(_runbooks(rulings))) for action in ON_RUNBOOKS)
    yield from ((action, (*_arns(rulings, "aws_iam_user"), *_any(rulings, "user"))) for action in ON_USERS)
    yield from ((action, (*_arns(rulings, "aws_iam_group"), *_any(rulings, "group"))) for action in ON_GROUPS)


def _arns(rulings: Rulings, kind: str) -> Iterator[tuple[str, str]]:
    yield from ((one.address, rulings.names.arn(one)) for one in rulings.case.graph.of_type(kind))


def _runbooks(rulings: Rulings) -> Iterator[tuple[str, str]]:
    """Yield the runbooks of the tree: each acts with a role of its own, or of whoever starts it."""
    for one in rulings.case.graph.of_type("aws_ssm_document"):
        if one.get("document_type") != "Session":
            yield one.address, rulings.names.arn(one)


def _any(rulings: Rulings, kind: str) -> tuple[tuple[str, str], ...]:
    names = rulings.names
    return ((IDENTITIES, f"arn:{names.partition}:iam::{names.account}:{kind}/{free(f'any {kind}')}"),)


def _new(rulings: Rulings, action: str) -> tuple[tuple[str, str], ...]:
    return _any(rulings, "user" if action == "iam:TagUser" else "role")


def _trusted_tags(rulings: Rulings) -> Iterator[str]:
    """Yield the tags of principals that some role's trust asks for."""
    for clauses in rulings.trusts.values():
        for condition in (one for clause in clauses for one in clause.conditions):
            if condition.key.startswith("aws:principaltag/"):
                yield condition.key.removeprefix("aws:principaltag/")


def _setting(person: Person, tag: str) -> Context:
    """Return what is known of a request that sets a tag to a value of choice; it may set others in the same call."""
    return person.context.but({f"{REQUESTED}{tag}": (free(f"value of {tag}"),), "aws:tagkeys": (tag,)})
