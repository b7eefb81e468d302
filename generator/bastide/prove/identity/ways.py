"""Every way into a role: by its trust policy, or by handing it to a service that then acts for the one who did."""

from collections.abc import Iterator

from bastide.model.graph import Resource
from bastide.model.identity import Ground, HolderKind, Way
from bastide.model.place import Place
from bastide.prove.identity.catalog import STARTS
from bastide.prove.identity.clause import Clause
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Cited, Powers, Ruling
from bastide.prove.identity.grounds import ANSWERS, action_at, by_principal, ground, principal_at
from bastide.prove.identity.outsiders import Outsider, outsiders
from bastide.prove.identity.people import Person
from bastide.prove.identity.rulings import ASSUME, Rulings
from bastide.prove.identity.texts import hole, shown
from bastide.prove.identity.truth import Truth

BY_PROVIDER = ("sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML")
NEW = "\x00new"
"""The name of something that the caller makes: only a wildcard means it."""


def ways(rulings: Rulings) -> Iterator[Way]:
    """Yield the ways into each role of the tree."""
    inside = {person.caller.arn: person.holder.name for person in rulings.people}
    for role in rulings.case.graph.of_type("aws_iam_role"):
        for person in rulings.people:
            if person.holder.name != role.address:
                yield from _taken(rulings, person, role)
                yield from _passed(rulings, person, role)
        for stranger in outsiders(rulings.trusts[role.address], rulings.names, inside):
            yield from _entered(rulings, stranger, role)


def _taken(rulings: Rulings, person: Person, role: Resource) -> Iterator[Way]:
    ruling = rulings.assume(person.caller, person.powers, role, person.context)
    if ruling.answer is Truth.NO:
        return
    trusts = rulings.trusts[role.address]
    grounds = tuple(
        ground(one, person.context, _blamed(one.clause, trusts)) for one in ruling.allows if one.clause.allows
    )
    yield _way(person.holder.name, role, ASSUME, ruling, grounds)


def _blamed(clause: Clause, trusts: tuple[Clause, ...]) -> Place:
    """Blame the trust's principal, or the action of a policy of the caller."""
    if clause in trusts:
        kind, name = next(iter(clause.principals), ("AWS", "*"))
        return principal_at(clause, kind, name)
    return action_at(clause, ASSUME)


def _entered(rulings: Rulings, stranger: Outsider, role: Resource) -> Iterator[Way]:
    """A principal of the own account may hold what the tree doesn't tell: here its own policies are no limit."""
    service = stranger.holder.kind is HolderKind.SERVICE
    context = Context() if service else stranger.context
    actions = BY_PROVIDER if stranger.holder.kind is HolderKind.FEDERATED else (ASSUME,)
    for action in actions:
        ruling = rulings.assume(stranger.caller, Powers(None), role, context, action)
        if ruling.answer is not Truth.NO:
            grounds = by_principal(ruling.allows, *stranger.principal, context)
            yield _way(stranger.holder.name, role, action, ruling, grounds)


def _passed(rulings: Rulings, person: Person, role: Resource) -> Iterator[Way]:
    """Yield a way for each service that trusts the role and that the holder can hand it to and set going."""
    for service, (action, form) in STARTS.items():
        named = f"{service}.amazonaws.com"
        if not any(("Service", named) in clause.principals for clause in rulings.trusts[role.address]):
            continue
        context = person.context.but({"iam:passedtoservice": (named,)})
        handed = rulings.plainly(person, "iam:PassRole", rulings.names.arn(role), context)
        arn = f"arn:{rulings.names.partition}:{form}".format(
            region=hole("region"), account=rulings.names.account, new=NEW
        )
        started = rulings.plainly(person, action, arn)
        answer = min(handed.answer, started.answer)
        if answer is not Truth.NO:
            cited = (*handed.allows, *started.allows)
            grounds = tuple(ground(one, context, action_at(one.clause, "iam:PassRole")) for one in cited)
            yield _way(person.holder.name, role, f"iam:PassRole to {service}", Ruling(answer, cited), grounds)


def _way(source: str, role: Resource, by: str, ruling: Ruling, grounds: tuple[Ground, ...]) -> Way:
    conditions = tuple(text for one in ruling.allows for text in conditions_of(one))
    return Way(source, role.address, by, ANSWERS[ruling.answer], tuple(dict.fromkeys(conditions)), grounds)


def conditions_of(cited: Cited) -> Iterator[str]:
    """Yield the conditions of a clause as a person reads them."""
    for one in cited.clause.conditions:
        yield f"{one.operator} {one.key} {', '.join(shown(value) for value in one.values)}"
