"""Whether people stay within their duties: who may take a role without what is demanded, or two that must be apart."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import chain, combinations

from bastide.model.graph import Resource
from bastide.model.identity import Demand, Ground, Lapse, Need, Right, Session, Union
from bastide.model.intent import DeclaredRole, Intent
from bastide.model.place import Place
from bastide.prove.identity.clause import Ask, Caller, CallerKind
from bastide.prove.identity.context import Context, Facts
from bastide.prove.identity.decide import Cited, Powers, Ruling
from bastide.prove.identity.grounds import ANSWERS, ground, principal_at, resource_at
from bastide.prove.identity.obstacles import Obstacle, nearest
from bastide.prove.identity.people import TAGS, Person, common
from bastide.prove.identity.rulings import ASSUME, Rulings
from bastide.prove.identity.texts import free, hole
from bastide.prove.identity.truth import Truth

DUTY, APPROVED = f"{TAGS}bastide:role", f"{TAGS}bastide:approved"
"""The tags by which a person carries one duty, and for a while an approval."""

SHELLS = ("ssm:StartSession", "ssm:SendCommand", "ssm:CreateAssociation", "ec2-instance-connect:SendSSHPublicKey")
TAG_KEYS = ("ssm:resourcetag/", "aws:resourcetag/", "ec2:resourcetag/")


class People:
    """Somebody of the own account, with what they carry: asks whether they may take a role."""

    def __init__(self, rulings: Rulings) -> None:
        names = rulings.names
        self._anybody = f"arn:{names.partition}:iam::{names.account}:user/{free('somebody')}"
        self._rulings = rulings

    def take(self, role: Resource, facts: Facts, holder: str = "") -> Ruling:
        """Return whether they, or a named holder (ARN), may take a role; tags not in `facts` they don't carry."""
        kind = CallerKind.USER if holder else CallerKind.ACCOUNT
        caller = Caller(kind, holder or self._anybody, self._rulings.names.account)
        context = common(caller).but({**WITH_SECOND_FACTOR, **facts}, closed=(TAGS,))
        return self._rulings.assume(caller, Powers(None), role, context)


WITH_SECOND_FACTOR: Facts = {
    "aws:multifactorauthpresent": ("true",),
    "aws:multifactorauthage": ("0",),
    "sts:rolesessionname": (free("aws:username"),),
    "sts:sourceidentity": (free("aws:username"),),
    "sts:externalid": (),
    "aws:principaltype": ("User",),
}
ELSEWHERE = "192.0.2.1"
"""An address that nobody calls from (RFC 5737)."""
CONDITION_DEPTH = 3
NO_DUTY = "no duty of the platform"
KEYS = {
    Demand.SECOND_FACTOR: "aws:multifactorauth",
    Demand.DUTY: DUTY,
    Demand.APPROVAL: APPROVED,
    Demand.TERM: "aws:currenttime",
    Demand.NAME: "sts:",
    Demand.SOURCE: "aws:sourceip",
}
SOMEBODY_ELSE: Facts = {
    "aws:username": ("somebody",),
    "sts:rolesessionname": ("another",),
    "sts:sourceidentity": ("another",),
}
WITHOUT: Facts = {"aws:multifactorauthpresent": (), "aws:multifactorauthage": ()}


def lapses(rulings: Rulings, intent: Intent) -> Iterator[Lapse]:
    """Yield where a declared role may be taken without what the declaration demands."""
    people = People(rulings)
    for role in intent.roles:
        resource = rulings.case.graph.by_address.get(role.resource)
        if resource is None:
            continue
        for demand, facts in _without(role, intent):
            ruling = people.take(resource, facts, next(iter(role.holders), ""))
            if ruling.answer is not Truth.NO:
                grounds = tuple(ground(one, Context(facts), _lacking(one, demand)) for one in ruling.allows)
                yield Lapse(role.resource, demand, ANSWERS[ruling.answer], grounds)
                break


def _lacking(cited: Cited, demand: Demand) -> Place:
    """Blame the condition that speaks of a demand and asks too little, else that there is none."""
    statement = cited.clause.statement
    for path in statement.places:
        if len(path) == CONDITION_DEPTH and str(path[-1]).lower().startswith(KEYS[demand]):
            return statement.at(*path)
    return statement.at("Condition")


def _meant(role: DeclaredRole) -> Facts:
    """Return what holds for somebody who takes a role in its time and from one of its addresses."""
    time = {} if role.until is None else {"aws:currenttime": (f"{role.until}T00:00:00Z",)}
    place = {"aws:sourceip": (role.sources[0],)} if role.sources else {}
    return {**carried(role), **time, **place}


def carried(role: DeclaredRole) -> dict[str, tuple[str, ...]]:
    """Return the tags that somebody carries who may take a role."""
    return {DUTY: (role.name,), **({APPROVED: (role.name,)} if role.approvals else {})}


def _without(role: DeclaredRole, intent: Intent) -> Iterator[tuple[Demand, Facts]]:
    """Yield each demand of a role with what somebody is known to carry who doesn't meet it, but every other."""
    whole = dict(_meant(role))
    if role.until is not None:
        yield Demand.TERM, {**whole, "aws:currenttime": (f"{role.until + timedelta(days=1)}T12:00:00Z",)}
    if role.sources:
        yield Demand.SOURCE, {**whole, "aws:sourceip": (ELSEWHERE,)}
    if role.mfa:
        yield Demand.SECOND_FACTOR, {**whole, **WITHOUT}
    if role.mfa:
        yield Demand.NAME, {**whole, **SOMEBODY_ELSE}
    if role.approvals:
        yield Demand.APPROVAL, {**whole, APPROVED: ()}
    others = ((other.name,) for other in intent.roles if other.name != role.name)
    yield from ((Demand.DUTY, {**whole, DUTY: duty}) for duty in ((), (NO_DUTY,), *others))


def closed_doors(rulings: Rulings, intent: Intent) -> Iterator[Need]:
    """Yield for each declared role whether whoever holds the duty, and meets every demand, may take it."""
    people = People(rulings)
    for role in intent.roles:
        resource = rulings.case.graph.by_address.get(role.resource)
        if resource is not None:
            taken = (people.take(resource, _meant(role), holder) for holder in role.holders or ("",))
            ruling = min(taken, key=lambda one: one.answer)
            shut = ruling.answer is not Truth.YES
            clauses = rulings.trusts.get(role.resource, ()) if shut else ()
            grounds = tuple(ground(Cited(one, Truth.NO), Context(), one.statement.place) for one in clauses)
            reason = "its trust policy lets nobody in who meets what is demanded" if shut else ""
            origin = f"role {role.name} is taken by whoever holds that duty"
            holder = f"holders of {role.name}"
            yield Need(holder, Right.ASSUME, role.resource, ASSUME, origin, ANSWERS[ruling.answer], reason, grounds)


def unions(rulings: Rulings, intent: Intent) -> Iterator[Union]:
    """Yield the pairs of roles that must stay apart and that one person may take, carrying the same tags."""
    people = People(rulings)
    for first, second in apart(intent):
        one, other = (rulings.case.graph.by_address.get(address) for address in (first, second))
        if one is None or other is None or one.address == other.address:
            continue
        for tags in _carried(rulings, one, other):
            taken = [people.take(role, tags) for role in (one, other)]
            answer = min(ruling.answer for ruling in taken)
            if answer is not Truth.NO:
                grounds = tuple(_shared(intent, ((one, taken[0]), (other, taken[1])), tags))
                carrying = ", ".join(f"{key.removeprefix(TAGS)} = {value[0]}" for key, value in tags.items())
                yield Union(first, second, carrying, ANSWERS[answer], grounds)
                break


def _shared(intent: Intent, taken: Iterable[tuple[Resource, Ruling]], tags: Facts) -> Iterator[Ground]:
    """Yield the grounds of both roles, first of the one that somebody else's duty opens."""
    names = {role.resource: role.name for role in intent.roles}
    ordered = sorted(taken, key=lambda one: names.get(one[0].address) in tags.get(DUTY, ()))
    for _, ruling in ordered:
        for cited in ruling.allows:
            asked = any(one.key == DUTY for one in cited.clause.conditions)
            place = _lacking(cited, Demand.DUTY) if asked else principal_at(cited.clause, "AWS", "")
            yield ground(cited, Context(tags), place)


def apart(intent: Intent) -> Iterator[tuple[str, str]]:
    """Yield roles that must be apart: as declared, and who takes a role from who approves it."""
    by_name = {role.name: role.resource for role in intent.roles}
    for first, second in intent.separate:
        if first in by_name and second in by_name:
            yield by_name[first], by_name[second]
    approvals = (combinations((role.resource, *role.approvers), 2) for role in intent.roles)
    yield from dict.fromkeys(chain.from_iterable(approvals))


def _carried(rulings: Rulings, one: Resource, other: Resource) -> Iterator[Facts]:
    """Yield what one person may carry for both roles; a tag has one value at a time."""
    first, second = _wanted(rulings, one), _wanted(rulings, other)
    yield from ({**second, **first}, {**first, **second}, first, second, {})


def _wanted(rulings: Rulings, role: Resource) -> Mapping[str, tuple[str, ...]]:
    """Return the tags that a trust asks for, each with one value that it accepts."""
    clauses = (one for one in rulings.trusts.get(role.address, ()) if one.allows)
    conditions = (one for clause in clauses for one in clause.conditions if one.key.startswith(TAGS))
    return {one.key: (one.values[0].replace("*", "x"),) for one in conditions if one.values}


def sessions(rulings: Rulings, intent: Intent) -> Iterator[Session]:
    """Yield who may open a session on hosts of which zone, or run commands there."""
    for person in rulings.people:
        for zone in intent.zones:
            for deed in SHELLS:
                ask = _opening(intent, rulings, person, zone.name, deed)
                ruling = rulings.plainly(person, deed, ask.resources[0], ask.context)
                if ruling.answer is not Truth.NO:
                    grounds = tuple(ground(one, ask.context, _by_tag(one, ask)) for one in ruling.allows)
                    yield Session(person.holder.name, zone.name, deed, ANSWERS[ruling.answer], grounds)
                    break


def _by_tag(cited: Cited, ask: Ask) -> Place:
    """Return the condition that chooses the hosts by their tag, else the entry that means them."""
    statement = cited.clause.statement
    for path in statement.places:
        if len(path) == CONDITION_DEPTH and str(path[-1]).lower().startswith(TAG_KEYS):
            return statement.at(*path)
    return resource_at(cited.clause, ask.resources[0], ask.context)


def entrances(rulings: Rulings, intent: Intent) -> Iterator[Need]:
    """Yield for each role and zone that it reaches whether it may open a session there."""
    for role in intent.roles:
        person = rulings.person.get(role.resource)
        for zone in role.reach if person is not None else ():
            if person is not None:
                yield _entrance(rulings, intent, person, zone, f"role {role.name} reaches {zone}")


def _entrance(rulings: Rulings, intent: Intent, person: Person, zone: str, origin: str) -> Need:
    ask = _opening(intent, rulings, person, zone, SHELLS[0])
    ruling = rulings.plainly(person, ask.action, ask.resources[0], ask.context)
    met = ruling.answer is not Truth.NO
    why = Obstacle("", ()) if met else nearest("nothing allows it", person.powers.own or (), ask)
    answer = ANSWERS[Truth.YES if met else Truth.NO]
    return Need(person.holder.name, Right.ENTER, zone, ask.action, origin, answer, why.reason, why.grounds)


def _opening(intent: Intent, rulings: Rulings, person: Person, zone: str, deed: str) -> Ask:
    """Return the request for a session on some host of a zone, which carries the zone's tag and the platform's."""
    region = intent.regions[0] if intent.regions else free("region")
    arn = f"arn:{rulings.names.partition}:ec2:{region}:{rulings.names.account}:instance/{hole('host')}"
    carried_by_hosts = {"bastide:zone": (zone,), "bastide:system": (intent.platform,)}
    tags = {f"{start}{key}": value for start in TAG_KEYS for key, value in carried_by_hosts.items()}
    facts = {"aws:requestedregion": (region,), "ssm:sessiondocumentaccesscheck": ("true",)}
    return Ask(deed, (arn,), person.context.but({**tags, **facts}, closed=TAG_KEYS))
