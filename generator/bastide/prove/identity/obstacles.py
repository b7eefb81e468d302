"""Why a right that is needed isn't there, and which line comes nearest to giving it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bastide.facts.match import matches as matches_action
from bastide.model.identity import Ground
from bastide.model.place import Place
from bastide.prove.identity.clause import Ask, Clause, Regime, covers_action, covers_resource, meant
from bastide.prove.identity.conditions import holds
from bastide.prove.identity.decide import Cited, Ruling
from bastide.prove.identity.grounds import ground
from bastide.prove.identity.people import Person
from bastide.prove.identity.protected import Protected
from bastide.prove.identity.texts import shown
from bastide.prove.identity.truth import Truth, some

EVERYTHING = ("*",)


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way of a right: words, and the line to blame."""

    reason: str
    grounds: tuple[Ground, ...]


def obstacle(ask: Ask, person: Person, one: Protected, ruling: Ruling) -> Obstacle:
    """Return why a holder may not do what it must, or may only perhaps."""
    for cited in sorted(ruling.denies, key=lambda each: -each.answer):
        return Obstacle(f"{_called(cited.clause)} denies it", (_denial(cited, ask),))
    boundary = person.powers.boundary
    own = person.powers.own or ()
    if ruling.answer is Truth.NO and _allowed(own, ask) is Truth.NO:
        return nearest("nothing allows it", own, ask)
    if boundary is not None and _allowed(own, ask) is not Truth.NO and _allowed(boundary, ask) is not Truth.YES:
        return nearest("the permission boundary doesn't allow it", boundary, ask)
    keeper = f"the policy of `{one.target.address}` doesn't allow it"
    if one.guard.regime is Regime.DELEGATED and _allowed(own, ask) is not Truth.NO:
        return nearest(
            keeper, tuple(each for each in one.guard.policy if any(meant(each, person.caller).values())), ask
        )
    if ruling.allows:
        return _doubtful(ruling, ask)
    return nearest("nothing allows it", own, ask)


def _allowed(clauses: Iterable[Clause], ask: Ask) -> Truth:
    speaking = (one for one in clauses if one.allows and covers_action(one, ask.action))
    return some(
        min([covers_resource(one, ask), *(holds(each, ask.context) for each in one.conditions)]) for one in speaking
    )


def _denial(cited: Cited, ask: Ask) -> Ground:
    """Blame the condition of a deny that lets too few through, else its action."""
    for one in cited.clause.conditions:
        return ground(cited, ask.context, _condition_at(cited.clause, one.operator, one.key))
    listed = cited.clause.statement.actions
    index = next((at for at, pattern in enumerate(listed) if matches_action(pattern, ask.action)), 0)
    return ground(cited, ask.context, cited.clause.statement.at("Action", index))


def _doubtful(ruling: Ruling, ask: Ask) -> Obstacle:
    best = max(ruling.allows, key=lambda one: one.answer)
    place, reason = _gap(best.clause, ask)
    return Obstacle(reason, (ground(best, ask.context, place),))


def nearest(reason: str, clauses: tuple[Clause, ...], ask: Ask) -> Obstacle:
    """Return as an obstacle the allowing statement that lacks least: it speaks of the action, or of the resource."""
    ranked = [(_closeness(one, ask), -at, one) for at, one in enumerate(clauses) if one.allows]
    best = max(ranked, default=None)
    if best is None or best[0] == (0, 0):
        return Obstacle(reason, ())
    place, detail = _gap(best[2], ask)
    nearest = ground(Cited(best[2], Truth.NO), ask.context, place)
    return Obstacle(f"{reason}; {_called(best[2])} comes nearest: {detail}", (nearest,))


def _closeness(clause: Clause, ask: Ask) -> tuple[int, int]:
    """Return how much of a request a statement speaks of: first by action (or its service), then by resource."""
    service = ask.action.partition(":")[0]
    listed = clause.statement.actions
    action = 2 if covers_action(clause, ask.action) else int(any(one.startswith(f"{service}:") for one in listed))
    about = covers_resource(clause, ask) if clause.resources != EVERYTHING or action > 1 else Truth.NO
    return (action + about if action else 0), int(about)


def _gap(clause: Clause, ask: Ask) -> tuple[Place, str]:
    statement = clause.statement
    if not covers_action(clause, ask.action):
        return statement.at("Action"), f"it doesn't name `{ask.action}`"
    if covers_resource(clause, ask) is not Truth.YES:
        return statement.at("Resource"), f"it doesn't name `{shown(ask.resources[0])}`"
    for one in clause.conditions:
        if holds(one, ask.context) is not Truth.YES:
            wanted = ", ".join(shown(value) for value in one.values)
            return _condition_at(clause, one.operator, one.key), f"`{one.key}` must be {wanted} (`{one.operator}`)"
    return statement.place, "what it says depends on what the code doesn't tell"


def _condition_at(clause: Clause, operator: str, key: str) -> Place:
    """Return a condition's line; keys are written in any letter case."""
    found = (path for path in clause.statement.places if path[:2] == ("Condition", operator) and len(path) > 2)  # noqa: PLR2004
    path = next((path for path in found if str(path[2]).lower() == key), ("Condition", operator))
    return clause.statement.at(*path)


def _called(clause: Clause) -> str:
    return f"`{clause.statement.sid}`" if clause.statement.sid else f"a statement of `{clause.owner}`"
