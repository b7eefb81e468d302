"""The decision on one request (IAM user guide, "Policy evaluation logic", and its cross-account part).

An explicit deny anywhere wins. Else the caller's policies must allow, within its boundary; or the resource's policy
does, which for a user or a session needs nothing else, and for a role stays within the boundary. Between accounts
both sides must allow. A KMS key and a role's trust never yield to the caller's policies alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bastide.prove.identity.clause import FOREIGN, Ask, Caller, CallerKind, Clause, Named, Regime, meant, speaks
from bastide.prove.identity.texts import same
from bastide.prove.identity.truth import Truth, negated, some


@dataclass(frozen=True)
class Powers:
    """What a caller brings: its policies and its boundary, None when it has no boundary.

    No policies (None) means that the tree doesn't hold them: a caller of another account writes its own, and they allow
    what it likes.
    """

    own: tuple[Clause, ...] | None
    boundary: tuple[Clause, ...] | None = None


@dataclass(frozen=True)
class Guard:
    """What a resource brings: its policy, how that counts, its account, and what else limits the way to it."""

    regime: Regime
    policy: tuple[Clause, ...] = ()
    account: str = ""
    limits: tuple[tuple[Clause, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause that counted in a decision, and whether it surely applies."""

    clause: Clause
    answer: Truth


@dataclass(frozen=True)
class Ruling:
    """The decision with the clauses that allow and those that deny."""

    answer: Truth
    allows: tuple[Cited, ...] = ()
    denies: tuple[Cited, ...] = ()


def decide(ask: Ask, caller: Caller, powers: Powers, guard: Guard) -> Ruling:
    """Return the decision on a request."""
    brought = _cited(powers.own or (), ask)
    offered = [(one, how) for one in guard.policy for how in (_offer(one, ask, caller),) if any(how.values())]
    bounds = None if powers.boundary is None else _cited(powers.boundary, ask)
    limits = [_limited(limit, ask, caller) for limit in guard.limits]
    boundary = Truth.YES if bounds is None else _allowed(bounds)
    mine = Truth.YES if powers.own is None else min(_allowed(brought), boundary)
    theirs = _Offers([(one, how) for one, how in offered if one.allows], caller, boundary)
    cited = (*brought, *(Cited(one, some(how.values())) for one, how in offered))
    denies = _denying((*cited, *(bounds or ()), *(one for limit in limits for one in limit)))
    allowed = min([_combined(guard, caller, powers, mine, theirs), *(_allowed(limit) for limit in limits)])
    answer = min(allowed, negated(some(one.answer for one in denies)))
    return Ruling(answer, tuple(one for one in cited if one.clause.allows), denies)


class _Offers:
    """What a resource's policy allows a caller, by how it means it."""

    def __init__(self, allows: Iterable[tuple[Clause, dict[Named, Truth]]], caller: Caller, boundary: Truth) -> None:
        self._found: dict[Named, Truth] = {}
        for _, how in allows:
            for name, answer in how.items():
                self._found[name] = max(answer, self._found.get(name, Truth.NO))
        # Whether a boundary's silence limits what is given to everybody is not documented for all services.
        role = caller.kind is CallerKind.ROLE
        self._limits = {
            Named.ITSELF: boundary if role else Truth.YES,
            Named.ANYONE: max(boundary, Truth.DEPENDS) if role else Truth.YES,
        }

    def direct(self) -> Truth:
        """Return whether it gives the caller the right itself."""
        named = (one for one in self._found if one is not Named.ACCOUNT)
        return some(min(self._found[one], self._limits.get(one, Truth.YES)) for one in named)

    def delegated(self) -> Truth:
        """Return whether it leaves the decision to the caller's account."""
        return self._found.get(Named.ACCOUNT, Truth.NO)

    def any(self) -> Truth:
        """Return whether it lets the caller in, in either way."""
        return some(self._found.values())


def _combined(guard: Guard, caller: Caller, powers: Powers, mine: Truth, theirs: _Offers) -> Truth:
    if caller.kind in (CallerKind.SERVICE, CallerKind.FEDERATED, CallerKind.ANYONE):
        return theirs.direct()
    within = Truth.NO if caller.account == FOREIGN else same(caller.account, guard.account)
    outside = min(mine, theirs.any())
    if within is Truth.NO:
        return outside
    delegated = min(theirs.delegated(), mine)
    inside = max(delegated if guard.regime is Regime.DELEGATED else mine, theirs.direct())
    if within is Truth.YES:
        return inside
    # Whose policies the tree doesn't hold, and who perhaps is a stranger, has nothing but what the resource gives.
    return min(Truth.DEPENDS, max(outside, Truth.NO if powers.own is None else inside))


def _cited(clauses: Iterable[Clause], ask: Ask) -> tuple[Cited, ...]:
    found = (Cited(clause, speaks(clause, ask)) for clause in clauses)
    return tuple(one for one in found if one.answer is not Truth.NO)


def _denying(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple(one for one in cited if not one.clause.allows)


def _allowed(cited: Iterable[Cited]) -> Truth:
    return some(one.answer for one in cited if one.clause.allows)


def _offer(clause: Clause, ask: Ask, caller: Caller) -> dict[Named, Truth]:
    about = speaks(clause, ask)
    if about is Truth.NO:
        return {}
    return {how: min(answer, about) for how, answer in meant(clause, caller).items()}


def _limited(limit: Iterable[Clause], ask: Ask, caller: Caller) -> tuple[Cited, ...]:
    found = (Cited(clause, some(_offer(clause, ask, caller).values())) for clause in limit)
    return tuple(one for one in found if one.answer is not Truth.NO)
