"""The holders of rights that a tree makes: roles, users, groups, and policies that nothing attaches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.grants import HOLDERS, orphans
from bastide.facts.policy import Statement
from bastide.facts.values import OpaqueError, settle, text
from bastide.model.graph import Resource
from bastide.model.identity import Holder, HolderKind
from bastide.prove.identity.clause import Caller, CallerKind, Clause
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Powers
from bastide.prove.identity.holdings import Reader, holdings
from bastide.prove.identity.names import Names
from bastide.prove.identity.texts import hole

KINDS = {"aws_iam_role": HolderKind.ROLE, "aws_iam_user": HolderKind.USER, "aws_iam_group": HolderKind.GROUP}
TAGS = "aws:principaltag/"

BY_ANY_PRINCIPAL: Mapping[str, tuple[str, ...]] = {
    "aws:securetransport": ("true",),
    "s3:tlsversion": ("1.3",),
    "aws:sourceaccount": (),
    "aws:sourcearn": (),
    "aws:sourceorgid": (),
    "aws:principalisawsservice": ("false",),
    "aws:principalservicename": (),
    "kms:grantisforawsresource": ("false",),
}
"""What holds for requests of people and programs: they may always choose TLS, and are no service of AWS."""


@dataclass(frozen=True)
class Person:
    """A holder as the evaluator needs it: who it is in a request, its policies, and what is known of its requests."""

    holder: Holder
    resource: Resource
    caller: Caller
    powers: Powers
    context: Context


def people(case: Case, names: Names, reader: Reader) -> tuple[Person, ...]:
    """Return every holder of a tree."""
    maker = _Maker(case, names, reader)
    return (*maker.identities(), *maker.loose())


class _Maker:
    def __init__(self, case: Case, names: Names, reader: Reader) -> None:
        self._case, self._names, self._reader = case, names, reader
        self._held = holdings(case, reader)

    def identities(self) -> Iterator[Person]:
        """Yield roles, users and groups."""
        for resource in self._case.graph.of_type(*HOLDERS):
            kind = KINDS[resource.type]
            limit = resource.get("permissions_boundary")
            boundary = None if limit is None else self._boundary(resource)
            powers = Powers(self._held.get(resource.address, ()), boundary)
            named = kind is not HolderKind.GROUP
            arn = self._names.arn(resource) if named else self._somebody(resource)
            acts = CallerKind.ROLE if kind is HolderKind.ROLE else CallerKind.USER
            caller = Caller(acts, arn, self._names.account, limit is not None)
            yield self._person(resource, kind, caller, powers)

    def loose(self) -> Iterator[Person]:
        """Yield policies that nothing attaches: whoever gets one has these rights."""
        for policy in orphans(self._case):
            clauses = self._reader.document(policy, policy.get("policy"), policy.at("policy"))
            caller = Caller(CallerKind.USER, self._somebody(policy), self._names.account)
            yield self._person(policy, HolderKind.POLICY, caller, Powers(clauses or ()))

    def _person(self, resource: Resource, kind: HolderKind, caller: Caller, powers: Powers) -> Person:
        holder = Holder(resource.address, kind, resource.place)
        context = common(caller)
        tags = self._tags(resource) if kind in (HolderKind.ROLE, HolderKind.USER) else None
        if tags is not None:
            facts = {f"{TAGS}{key.lower()}": (value,) for key, value in tags.items()}
            context = context.but(facts, closed=(TAGS,))
        return Person(holder, resource, caller, powers, context)

    def _boundary(self, holder: Resource) -> tuple[Clause, ...]:
        """Return what a boundary allows; one that can't be read limits nothing, and is a doubt."""
        place = holder.at("permissions_boundary")
        found = self._reader.policy(holder, holder.get("permissions_boundary"), place)
        everything = Statement(True, (), ("*",), (), ("*",), (), (), place)  # noqa: FBT003 - an allow
        return (self._names.clause(everything, holder.address),) if found is None else found

    def _tags(self, resource: Resource) -> Mapping[str, str] | None:
        """Return the tags that the holder carries, None when the code doesn't tell."""
        found = settle(self._case.graph, resource.get("tags"))
        try:
            if isinstance(found, Mapping):
                return {key: text(self._case.graph, value) or "" for key, value in found.items()}
        except OpaqueError:
            return None
        return {} if found is None else None

    def _somebody(self, resource: Resource) -> str:
        person = hole(f"holder of {resource.address}")
        return f"arn:{self._names.partition}:iam::{self._names.account}:user/{person}"


def common(caller: Caller) -> Context:
    """Return what is known of every request of a person or a program."""
    return Context(
        {
            **BY_ANY_PRINCIPAL,
            "aws:principalaccount": (caller.account,),
            "kms:calleraccount": (caller.account,),
            "aws:principalarn": (caller.arn,),
        }
    )
