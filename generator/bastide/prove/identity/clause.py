"""A statement with every reference in it replaced by what it means, and whether it speaks of a request."""

from dataclasses import dataclass
from enum import Enum, auto

from bastide.facts.match import matches as matches_action
from bastide.facts.policy import Condition, Statement
from bastide.prove.identity.conditions import filled, holds
from bastide.prove.identity.context import Context
from bastide.prove.identity.texts import matches
from bastide.prove.identity.truth import Truth, every, known, negated, some

FOREIGN = "000000000000"
"""Stands for any account but the tree's own: no account has this number."""


@dataclass(frozen=True)
class Clause:
    """A statement and the address of what carries it; its texts are those of `texts`, not of the code."""

    statement: Statement
    owner: str
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    conditions: tuple[Condition, ...]
    principals: tuple[tuple[str, str], ...] = ()
    not_principals: tuple[tuple[str, str], ...] = ()

    @property
    def allows(self) -> bool:
        """Tell whether it allows; else it denies."""
        return self.statement.allows


class Regime(Enum):
    """How a resource's policy and those of the caller combine.

    UNION: either suffices in one account. DELEGATED: the resource's policy must speak, and names the caller or leaves
    the decision to its account (KMS keys, trust policies). NONE: there is no policy on the resource.
    """

    UNION = auto()
    DELEGATED = auto()
    NONE = auto()


@dataclass(frozen=True)
class Ask:
    """A request: an action on a resource. `loose` are texts that mean the resource only perhaps."""

    action: str
    resources: tuple[str, ...]
    context: Context
    loose: tuple[str, ...] = ()


def speaks(clause: Clause, ask: Ask) -> Truth:
    """Return whether a clause applies to a request, whoever makes it."""
    if not covers_action(clause, ask.action):
        return Truth.NO
    about = covers_resource(clause, ask)
    return about if about is Truth.NO else min(about, conditions_hold(clause, ask.context))


def covers_action(clause: Clause, action: str) -> bool:
    """Tell whether a clause speaks of an action."""
    statement = clause.statement
    if statement.not_actions:
        return not any(matches_action(pattern, action) for pattern in statement.not_actions)
    return any(matches_action(pattern, action) for pattern in statement.actions)


def covers_resource(clause: Clause, ask: Ask) -> Truth:
    """Return whether a clause speaks of a request's resource."""
    if clause.not_resources:
        return negated(_named(clause.not_resources, ask))
    return _named(clause.resources, ask) if clause.resources else Truth.YES


def conditions_hold(clause: Clause, context: Context) -> Truth:
    """Return whether all conditions of a clause hold."""
    return every(holds(condition, context) for condition in clause.conditions)


def _named(patterns: tuple[str, ...], ask: Ask) -> Truth:
    meant = tuple(filled(pattern, ask.context) for pattern in patterns)
    surely = some(matches(pattern, text) for pattern in meant for text in ask.resources)
    perhaps = some(matches(pattern, text) for pattern in meant for text in ask.loose)
    return max(surely, min(perhaps, Truth.DEPENDS))


class CallerKind(Enum):
    """What makes a request. ACCOUNT is any principal of an account whose own policies let it."""

    ROLE = auto()
    USER = auto()
    ACCOUNT = auto()
    SERVICE = auto()
    FEDERATED = auto()
    ANYONE = auto()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request: an ARN (a service's or a provider's name), the account, and whether a boundary limits it."""

    kind: CallerKind
    arn: str
    account: str
    bounded: bool = False


class Named(Enum):
    """How a resource's policy means a caller: itself, as its session, as anyone, or its account."""

    ITSELF = auto()
    SESSION = auto()
    ANYONE = auto()
    ACCOUNT = auto()


def meant(clause: Clause, caller: Caller) -> dict[Named, Truth]:
    """Return how a clause of a resource's policy means a caller (IAM user guide, "Principal")."""
    if clause.not_principals:
        return {Named.ANYONE: _left_out(clause, caller)}
    found: dict[Named, Truth] = {}
    for kind, name in clause.principals:
        how, answer = _principal(kind, name, caller)
        found[how] = max(answer, found.get(how, Truth.NO))
    return found


def _left_out(clause: Clause, caller: Caller) -> Truth:
    """Return whether a clause means whom it doesn't name; its deny hits everyone with a boundary, named or not.

    IAM user guide, "Permissions boundaries for IAM entities".
    """
    if caller.bounded and not clause.allows:
        return Truth.YES
    named = some(_principal(kind, name, caller)[1] for kind, name in clause.not_principals)
    return negated(named)


def _principal(kind: str, name: str, caller: Caller) -> tuple[Named, Truth]:
    if kind == "AWS":
        return _aws(name, caller)
    expected = {"Service": CallerKind.SERVICE, "Federated": CallerKind.FEDERATED}.get(kind)
    if expected is None:
        # A canonical user is an account by another name, that the code doesn't tell.
        return Named.ITSELF, Truth.DEPENDS if caller.kind is CallerKind.ACCOUNT else Truth.NO
    return Named.ITSELF, matches(name, caller.arn) if caller.kind is expected else Truth.NO


def _aws(name: str, caller: Caller) -> tuple[Named, Truth]:
    if name == "*":
        return Named.ANYONE, Truth.YES
    if caller.kind not in (CallerKind.ROLE, CallerKind.USER, CallerKind.ACCOUNT):
        return Named.ITSELF, Truth.NO
    parts = name.split(":")
    account = name if len(parts) == 1 else parts[4] if len(parts) > 5 and parts[5] == "root" else None  # noqa: PLR2004
    if account is not None:
        return Named.ACCOUNT, matches(account, caller.account)
    if ":assumed-role/" in name:
        return Named.SESSION, _session(name, caller)
    if caller.kind is CallerKind.ACCOUNT:
        # One principal of the account: perhaps the one that asks.
        return Named.ITSELF, min(Truth.DEPENDS, matches(parts[4], caller.account)) if len(parts) > 5 else Truth.NO  # noqa: PLR2004
    return Named.ITSELF, matches(name, caller.arn)


def _session(name: str, caller: Caller) -> Truth:
    if caller.kind is not CallerKind.ROLE:
        return Truth.NO
    role = name.rpartition(":assumed-role/")[2].partition("/")[0]
    return min(Truth.DEPENDS, known(answer=caller.arn.rpartition("/")[2] == role))
