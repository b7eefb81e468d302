"""The rights that a declaration asks for: whether they are there, for a request made as it is meant to be made.

Such a request comes from the tree's own network, with a second factor, by the services and access points that were
made for it. What then still depends on something is denied, for a need.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bastide.facts import existing
from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.model.graph import Resource
from bastide.model.identity import Need, Right
from bastide.model.intent import DeclaredRole, DeclaredStore, Intent
from bastide.prove.identity.catalog import Deed, Form
from bastide.prove.identity.clause import Ask, Clause
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Ruling
from bastide.prove.identity.grounds import ANSWERS
from bastide.prove.identity.mandate import rights_of_use
from bastide.prove.identity.obstacles import Obstacle, obstacle
from bastide.prove.identity.people import Person
from bastide.prove.identity.protected import Protected
from bastide.prove.identity.rulings import Rulings
from bastide.prove.identity.texts import OPEN
from bastide.prove.identity.truth import Truth

LOGS = "logs"
LIST, GET, PUT = Deed("s3:ListBucket"), Deed("s3:GetObject", Form.OBJECTS), Deed("s3:PutObject", Form.OBJECTS)
DECRYPT, ENCRYPT = Deed("kms:Decrypt"), Deed("kms:GenerateDataKey")
CONNECT = Deed("rds-db:connect", Form.LOGINS)
MOUNT, FILL = Deed("elasticfilesystem:ClientMount"), Deed("elasticfilesystem:ClientWrite")
SEARCH = (Deed("logs:GetLogEvents", Form.STREAMS), Deed("logs:FilterLogEvents", Form.STREAMS))
DATABASES = ("aws_db_instance", "aws_rds_cluster")


@dataclass(frozen=True)
class _Wish:
    """One right that somebody must have; a key's is needed for a `bucket`, by its ARN."""

    person: Person
    right: Right
    deed: Deed
    one: Protected
    origin: str
    bucket: str = ""


def needs(rulings: Rulings, intent: Intent) -> Iterator[Need]:
    """Yield every right that the declaration asks for."""
    for wish in _wishes(rulings, intent):
        yield _judged(rulings, intent, wish)


def _wishes(rulings: Rulings, intent: Intent) -> Iterator[_Wish]:
    for role in intent.roles:
        person = rulings.person.get(role.resource)
        if person is not None:
            yield from _of_role(rulings, intent, role, person)
    stores = {store.name: store for store in intent.stores}
    for workload in intent.workloads:
        person = rulings.person.get(workload.resource)
        for name in workload.uses if person is not None else ():
            if person is not None and name in stores:
                rights = rights_of_use(intent, name)
                yield from _uses(rulings, person, stores[name], f"workload {workload.name} uses {name}", rights)


def _of_role(rulings: Rulings, intent: Intent, role: DeclaredRole, person: Person) -> Iterator[_Wish]:
    if LOGS in role.read:
        for log in intent.logs:
            for one in _found(rulings, log.resources):
                yield from _searches(rulings, person, one, f"role {role.name} reads log {log.stream}")
    for store in intent.stores:
        if store.data_class in role.never_reads:
            continue
        reads, reaches = store.name in role.read, store.zone in role.reach
        if reads or reaches:
            yield from _reads(rulings, person, store, f"role {role.name} reads {store.name}", objects=reads)


def _found(rulings: Rulings, addresses: Iterable[str]) -> Iterator[Protected]:
    yield from (rulings.by_address[one] for one in addresses if one in rulings.by_address)


def _searches(rulings: Rulings, person: Person, one: Protected, origin: str) -> Iterator[_Wish]:
    if one.resource.type == "aws_s3_bucket":
        yield from _objects(rulings, person, one, origin, (Right.READ,))
    else:
        yield from (_Wish(person, Right.READ, deed, one, origin) for deed in SEARCH)


def _reads(rulings: Rulings, person: Person, store: DeclaredStore, origin: str, *, objects: bool) -> Iterator[_Wish]:
    """Reach into a zone opens its databases; objects and files are read where `read` names the store."""
    for one in _found(rulings, store.resources):
        if one.resource.type in DATABASES:
            yield _Wish(person, Right.READ, CONNECT, one, origin)
        elif objects and one.resource.type == "aws_s3_bucket":
            yield from _objects(rulings, person, one, origin, (Right.READ,))
        elif objects and one.resource.type == "aws_efs_file_system":
            yield _Wish(person, Right.READ, MOUNT, one, origin)


def _uses(
    rulings: Rulings, person: Person, store: DeclaredStore, origin: str, rights: tuple[Right, ...]
) -> Iterator[_Wish]:
    for one in _found(rulings, store.resources):
        if one.resource.type == "aws_s3_bucket":
            yield from _objects(rulings, person, one, origin, rights)
        elif one.resource.type in DATABASES:
            yield _Wish(person, Right.WRITE, CONNECT, one, origin)
        elif one.resource.type == "aws_efs_file_system":
            yield _Wish(person, Right.READ, MOUNT, one, origin)
            yield _Wish(person, Right.WRITE, FILL, one, origin)


def _objects(
    rulings: Rulings, person: Person, one: Protected, origin: str, rights: tuple[Right, ...]
) -> Iterator[_Wish]:
    """A bucket's objects are worth nothing without its key."""
    keys = tuple(_found(rulings, one.keys))
    if Right.READ in rights:
        yield _Wish(person, Right.READ, LIST, one, origin)
    for right, deed, use in ((Right.READ, GET, DECRYPT), (Right.WRITE, PUT, ENCRYPT)):
        if right in rights:
            yield _Wish(person, right, deed, one, origin)
            yield from (_Wish(person, right, use, key, origin, one.arns[Form.SELF]) for key in keys)


def _judged(rulings: Rulings, intent: Intent, wish: _Wish) -> Need:
    ruling, ask = max(_tries(rulings, intent, wish), key=lambda tried: tried[0].answer)
    met = ruling.answer is Truth.YES
    why = Obstacle("", ()) if met else obstacle(ask, wish.person, wish.one, ruling)
    name, target, deed = wish.person.holder.name, wish.one.target.address, wish.deed.action
    return Need(name, wish.right, target, deed, wish.origin, ANSWERS[ruling.answer], why.reason, why.grounds)


def _tries(rulings: Rulings, intent: Intent, wish: _Wish) -> Iterator[tuple[Ruling, Ask]]:
    """Yield a ruling for each way in which the request may be made: by each access point, as each database user."""
    for context in _contexts(rulings, intent, wish):
        for arn in _arns(wish):
            one = replace(wish.one, arns={**wish.one.arns, wish.deed.form: arn}, loose={})
            ruling = rulings.of(wish.person, wish.deed, one, context)
            yield ruling, Ask(wish.deed.action, (arn,), rulings.about(one, context))


def _arns(wish: _Wish) -> tuple[str, ...]:
    """Return the ARNs to ask for: for a login, one for each database user that the holder's policies name."""
    whole = wish.one.arns[wish.deed.form]
    if wish.deed.form is not Form.LOGINS:
        return (whole,)
    users = dict.fromkeys(user for clause in wish.person.powers.own or () for user in _database_users(clause))
    start = whole.rpartition("/")[0]
    return (*(f"{start}/{user}" for user in users), whole)


def _database_users(clause: Clause) -> Iterator[str]:
    for pattern in clause.resources:
        user = pattern.rpartition("/")[2]
        if ":dbuser:" in pattern and "*" not in user and OPEN not in user:
            yield user


def _contexts(rulings: Rulings, intent: Intent, wish: _Wish) -> Iterator[Context]:
    one, names = wish.one, rulings.names
    keys = tuple(names.arn(key.resource) for key in _found(rulings, one.keys))
    facts: dict[str, tuple[str, ...]] = {
        **AS_MEANT,
        **_within_term(intent, wish.person),
        "kms:viaservice": (names.host("s3", one.region),),
        "kms:encryptioncontext:aws:s3:arn": (wish.bucket,),
        "s3:x-amz-server-side-encryption": ("aws:kms",) if keys else (),
        "s3:x-amz-server-side-encryption-aws-kms-key-id": keys[:1],
    }
    networks = [names.meaning(f"${{{vpc.address}.id}}") for vpc in rulings.case.graph.of_type("aws_vpc")]
    networks += sorted(existing.networks(rulings.case))
    points = [names.arn(point) for point in _points(rulings.case, one.resource)]
    for network in networks or [""]:
        for point in points or [""]:
            chosen = {
                "aws:sourcevpc": (network,) if network else (),
                "elasticfilesystem:accesspointarn": (point,) if point else (),
            }
            yield wish.person.context.but({**facts, **chosen}, closed=("s3:x-amz-",))


AS_MEANT: dict[str, tuple[str, ...]] = {
    "aws:multifactorauthpresent": ("true",),
    "aws:multifactorauthage": ("0",),
    "aws:viaawsservice": ("false",),
    "aws:calledvia": (),
    "elasticfilesystem:accessedviamounttarget": ("true",),
}
"""How a request is made that the declaration means."""


def _within_term(intent: Intent, person: Person) -> dict[str, tuple[str, ...]]:
    """Return a moment within the term of a role, and an address of its own, where it has any; else nobody knows."""
    for role in intent.roles:
        if role.resource == person.holder.name:
            time = {} if role.until is None else {"aws:currenttime": (f"{role.until}T00:00:00Z",)}
            return {**time, **({"aws:sourceip": (role.sources[0],)} if role.sources else {})}
    return {}


def _points(case: Case, system: Resource) -> Iterator[Resource]:
    for point in case.graph.of_type("aws_efs_access_point"):
        target = pointed(case, point.get("file_system_id"))
        if target is not None and target.address == system.address:
            yield point
