"""Which lines to blame for a ruling: the entry of a statement that gave the right, and the statement around it."""

from collections.abc import Iterable

from bastide.facts.match import matches as matches_action
from bastide.model.identity import Answer, Ground, Right
from bastide.model.place import Place
from bastide.prove.identity.clause import Ask, Clause, covers_action, covers_resource
from bastide.prove.identity.conditions import filled, holds
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Cited
from bastide.prove.identity.texts import matches, shown
from bastide.prove.identity.truth import Truth

ANSWERS = {Truth.YES: Answer.YES, Truth.DEPENDS: Answer.DEPENDS, Truth.NO: Answer.NO}


def ground(cited: Cited, context: Context, place: Place, *also: Place) -> Ground:
    """Return a clause that counted as a ground that blames a place in it, and perhaps others."""
    statement = cited.clause.statement
    doubts = tuple(
        f"{one.operator} {one.key} {', '.join(shown(value) for value in one.values)}"
        for one in cited.clause.conditions
        if holds(one, context) is Truth.DEPENDS
    )
    return Ground(cited.clause.owner, statement.sid, statement.allows, place, statement.place, doubts, also)


def by_right(cited: Iterable[Cited], right: Right, action: str, arn: str, context: Context) -> tuple[Ground, ...]:
    """Return the grounds of a right: whose data it is stands in the resource, what is done to it in the action."""
    found = []
    for one in cited:
        places = [resource_at(one.clause, arn, context), action_at(one.clause, action)]
        if right not in (Right.READ, Right.WRITE):
            places.reverse()
        found.append(ground(one, context, *places))
    return tuple(found)


def short_of(clauses: Iterable[Clause], ask: Ask) -> tuple[Ground, ...]:
    """Return denials that don't reach a request but nearly: of its action elsewhere, or of its resource otherwise."""
    found = []
    for one in (clause for clause in clauses if not clause.allows):
        if covers_action(one, ask.action):
            found.append(ground(Cited(one, Truth.NO), ask.context, one.statement.at("Resource")))
        elif _narrower(one, ask):
            found.append(ground(Cited(one, Truth.NO), ask.context, one.statement.at("Action")))
    return tuple(found)


def _narrower(clause: Clause, ask: Ask) -> bool:
    """Tell whether a clause speaks of this very resource, in other actions of the same service."""
    service = f"{ask.action.partition(':')[0]}:"
    spoken = any(action.startswith(service) for action in clause.statement.actions)
    return spoken and "*" not in clause.resources and covers_resource(clause, ask) is Truth.YES


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
