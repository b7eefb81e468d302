"""Which lines to blame for a ruling: the entry of a statement that gave the right, and the statement around it."""

from collections.abc import Iterable

from bastide.facts.match import matches as matches_action
from bastide.model.identity import Answer, Ground, Right
from bastide.model.place import Place
from bastide.prove.identity.clause import Clause
from bastide.prove.identity.conditions import filled, holds
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Cited
from bastide.prove.identity.texts import matches, shown
from bastide.prove.identity.truth import Truth

ANSWERS = {Truth.YES: Answer.YES, Truth.DEPENDS: Answer.DEPENDS, Truth.NO: Answer.NO}


def ground(cited: Cited, context: Context, place: Place) -> Ground:
    """Return a clause that counted as a ground that blames a place in it."""
    statement = cited.clause.statement
    doubts = tuple(
        f"{one.operator} {one.key} {', '.join(shown(value) for value in one.values)}"
        for one in cited.clause.conditions
        if holds(one, context) is Truth.DEPENDS
    )
    return Ground(cited.clause.owner, statement.sid, statement.allows, place, statement.place, doubts)


def by_right(cited: Iterable[Cited], right: Right, action: str, arn: str, context: Context) -> tuple[Ground, ...]:
    """Return the grounds of a right: whose data it is stands in the resource, what is done to it in the action."""
    found = []
    for one in cited:
        reads = right in (Right.READ, Right.WRITE)
        place = resource_at(one.clause, arn, context) if reads else action_at(one.clause, action)
        found.append(ground(one, context, place))
    return tuple(found)


def by_principal(cited: Iterable[Cited], kind: str, name: str, context: Context) -> tuple[Ground, ...]:
    """Return the grounds of being let in: the entry that names who."""
    return tuple(ground(one, context, principal_at(one.clause, kind, name)) for one in cited)


def action_at(clause: Clause, action: str) -> Place:
    """Return the entry of a statement that means an action."""
    listed = clause.statement.actions
    index = next((at for at, pattern in enumerate(listed) if matches_action(pattern, action)), 0)
    return clause.statement.at("Action", index) if listed else clause.statement.at("NotAction")


def resource_at(clause: Clause, arn: str, context: Context) -> Place:
    """Return the entry of a statement that means a resource; its own line if the whole statement speaks of one."""
    for index, pattern in enumerate(clause.resources):
        if matches(filled(pattern, context), arn) is not Truth.NO:
            return clause.statement.at("Resource", index)
    return clause.statement.at("NotResource")


def principal_at(clause: Clause, kind: str, name: str) -> Place:
    """Return the entry of a statement that names a principal."""
    if clause.not_principals:
        return clause.statement.at("NotPrincipal")
    listed = [one for of, one in clause.principals if of == kind]
    return clause.statement.at("Principal", kind, listed.index(name) if name in listed else 0)
