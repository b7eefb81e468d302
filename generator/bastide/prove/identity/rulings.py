"""The rulings about one tree: each deed of each holder on each thing that is protected."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from bastide.facts.case import Case
from bastide.facts.values import OpaqueError, settle, text
from bastide.model.graph import Resource
from bastide.prove.identity.catalog import Deed
from bastide.prove.identity.clause import Ask, Caller, Clause, Named, Regime, covers_action, covers_resource, meant
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Guard, Powers, Ruling, decide
from bastide.prove.identity.holdings import Reader
from bastide.prove.identity.names import Names
from bastide.prove.identity.people import Person, people
from bastide.prove.identity.protected import Estate, Protected
from bastide.prove.identity.shields import shields
from bastide.prove.identity.truth import Truth

RESOURCE_TAGS = "aws:resourcetag/"
NOBODY = Ruling(Truth.NO)
ASSUME = "sts:AssumeRole"


class Rulings:
    """What can be asked about one tree; reads its policies once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.names = Names(case)
        self.reader = Reader(case, self.names)
        self.people: tuple[Person, ...] = people(case, self.names, self.reader)
        self.estate: tuple[Protected, ...] = Estate(case, self.names, self.reader).all
        self.trusts: Mapping[str, tuple[Clause, ...]] = dict(self._trusts())
        self._able: dict[str, tuple[Person, ...]] = {}
        self._known: dict[str, Context] = {}
        self._shields: dict[str, frozenset[str]] = {}
        # A policy is remembered with its answer: an identity counts only as long as its object lives.
        self._relevant: dict[tuple[int, str], tuple[tuple[Clause, ...], tuple[Clause, ...]]] = {}

    @cached_property
    def by_address(self) -> Mapping[str, Protected]:
        """What is protected, by address."""
        return {one.target.address: one for one in self.estate}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """The holders by name."""
        return {one.holder.name: one for one in self.people}

    def _trusts(self) -> Iterator[tuple[str, tuple[Clause, ...]]]:
        for role in self.case.graph.of_type("aws_iam_role"):
            document = role.get("assume_role_policy")
            yield role.address, self.reader.document(role, document, role.at("assume_role_policy")) or ()

    def shielded(self, action: str, one: Protected) -> bool:
        """Tell whether a lock makes an action on a resource useless."""
        address = one.target.address
        if address not in self._shields:
            self._shields[address] = shields(self.case, one.resource)
        return action in self._shields[address]

    def of(self, person: Person, deed: Deed, one: Protected, context: Context | None = None) -> Ruling:
        """Return whether a holder may do a deed; `context` is what is known of the request, by default of any."""
        known = person.context if context is None else context
        return self.by(person.caller, person.powers, deed, one, known)

    def by(self, caller: Caller, powers: Powers, deed: Deed, one: Protected, context: Context) -> Ruling:
        """Return whether a caller may do a deed."""
        own = None if powers.own is None else self._speaking(powers.own, deed.action)
        policy = self._speaking(one.guard.policy, deed.action)
        loose = tuple(text for form, text in one.loose.items() if form is deed.form)
        asked = Ask(deed.action, (one.arns[deed.form],), context, loose)
        if own is not None and not _conceivable(asked, caller, own, policy):
            return NOBODY
        boundary = None if powers.boundary is None else self._speaking(powers.boundary, deed.action)
        ask = replace(asked, context=self.about(one, context))
        guard = Guard(one.guard.regime, policy, one.guard.account, one.guard.limits)
        return decide(ask, caller, Powers(own, boundary), guard)

    def able(self, action: str, one: Protected) -> tuple[Person, ...]:
        """Return the holders who may perhaps do an action: most have no leave for it anywhere."""
        policy = self._speaking(one.guard.policy, action)
        if any(one.allows and not _delegates(one) for one in policy):
            return self.people
        if action not in self._able:
            self._able[action] = tuple(
                person
                for person in self.people
                if any(clause.allows for clause in self._speaking(person.powers.own or (), action))
            )
        return self._able[action]

    def about(self, one: Protected, context: Context) -> Context:
        """Return a context with what is known of the resource: its region, its account, its tags."""
        address = one.target.address
        if address not in self._known:
            self._known[address] = self._facts(one)
        known = self._known[address]
        return Context({**known.facts, **context.facts}, (*context.closed, *known.closed))

    def _facts(self, one: Protected) -> Context:
        facts = {"aws:requestedregion": (one.region,), "aws:resourceaccount": (one.guard.account,)}
        tags = _tags(self.case, one.resource)
        if tags is None:
            return Context(facts)
        tagged = {f"{RESOURCE_TAGS}{key.lower()}": (value,) for key, value in tags.items()}
        return Context({**facts, **tagged}, (RESOURCE_TAGS,))

    def assume(self, caller: Caller, powers: Powers, role: Resource, context: Context, action: str = ASSUME) -> Ruling:
        """Return whether a caller may take a role."""
        trust = self.trusts.get(role.address, ())
        ask = Ask(action, (self.names.arn(role),), context)
        own = None if powers.own is None else self._speaking(powers.own, action)
        if own is not None and not _conceivable(ask, caller, own, trust):
            return NOBODY
        return decide(ask, caller, Powers(own, powers.boundary), Guard(Regime.DELEGATED, trust, self.names.account))

    def _speaking(self, clauses: tuple[Clause, ...], action: str) -> tuple[Clause, ...]:
        """Return those clauses that speak of an action; each policy is asked many times about few actions."""
        key = (id(clauses), action)
        if key not in self._relevant:
            self._relevant[key] = clauses, tuple(one for one in clauses if covers_action(one, action))
        return self._relevant[key][1]

    def plainly(self, person: Person, action: str, arn: str, context: Context | None = None) -> Ruling:
        """Return whether a holder's own policies let it do an action, where nothing but they decides."""
        own = self._speaking(person.powers.own or (), action)
        if not own:
            return NOBODY
        ask = Ask(action, (arn,), person.context if context is None else context)
        powers = Powers(own, person.powers.boundary)
        return decide(ask, person.caller, powers, Guard(Regime.NONE, (), self.names.account))


def _delegates(clause: Clause) -> bool:
    """Tell whether a clause names accounts only: then each leaves the decision to its own policies."""
    if clause.not_principals:
        return False
    return all(kind == "AWS" and (name.isdigit() or name.endswith(":root")) for kind, name in clause.principals)


def _conceivable(ask: Ask, caller: Caller, own: tuple[Clause, ...], policy: tuple[Clause, ...]) -> bool:
    """Tell whether anything might allow a request: most holders have nothing to do with most resources."""
    if any(one.allows and covers_resource(one, ask) is not Truth.NO for one in own):
        return True
    offers = (meant(one, caller) for one in policy if one.allows)
    return any(answer is not Truth.NO for how in offers for name, answer in how.items() if name is not Named.ACCOUNT)


def _tags(case: Case, resource: Resource) -> Mapping[str, str] | None:
    found = settle(case.graph, resource.get("tags"))
    try:
        if isinstance(found, Mapping):
            return {key: text(case.graph, value) or "" for key, value in found.items()}
    except OpaqueError:
        return None
    return {} if found is None else None
