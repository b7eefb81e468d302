"""The border to what the team has already: what of it we name, what its owner must allow, what the judge is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network

from bastide.hcl.literal import Address
from bastide.model.existing import ExistingVpc
from bastide.model.intent import DeclaredExisting
from bastide.model.platform import ZoneRef
from bastide.planner import keys, logs, names
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import Subnet
from bastide.planner.given import Given, Named
from bastide.planner.key_grants import USE
from bastide.planner.keys import Key

PAGE = "existing.md"
GATEWAY = Address("aws_internet_gateway", "main")


@dataclass(frozen=True, slots=True)
class Watched:
    """A subnet of ours in a network that isn't: its own traffic is recorded, and nobody else's."""

    label: str
    immutable_label: str
    subnet: Address
    tags: dict[str, str]


@dataclass(frozen=True, slots=True)
class Admission:
    """What a key's policy must admit: who, to do what, and under which conditions."""

    who: str
    actions: str
    condition: str


@dataclass(frozen=True, slots=True)
class KeyNeed:
    """A key that was given, the stores under it, and what its policy must admit."""

    arn: str
    title: str
    stores: str
    admissions: tuple[Admission, ...]


def vpc(context: Context) -> ExistingVpc | None:
    """Return the network that was given, None where the platform makes its own."""
    return None if context.platform.existing is None else context.platform.existing.vpc


def gateway(context: Context) -> Named:
    """Return the internet gateway that public routes lead to."""
    found = vpc(context)
    return GATEWAY if found is None else Given(found.internet_gateway)


def walls(context: Context) -> Iterator[tuple[str, IPv4Network]]:
    """Yield the blocks of the network that was given: its owner's hosts are no part of the internet."""
    found = vpc(context)
    for block in () if found is None else found.cidrs:
        yield f"vpc-{str(block).replace('.', '-').replace('/', '-')}", block


def watched(context: Context) -> tuple[Watched, ...]:
    """Return what stands in a network that was given, to be recorded subnet by subnet."""
    if vpc(context) is None:
        return ()
    return tuple(_watched(context, copy.name, subnet) for copy in context.copies for subnet in copy.subnets)


def _watched(context: Context, zone: str, subnet: Subnet) -> Watched:
    tags = context.tags(subnet.label.replace("_", "-"), zone=zone, level="platform")
    return Watched(subnet.label, names.label("immutable", subnet.label), subnet.address, tags)


def declared(context: Context) -> tuple[DeclaredExisting, ...]:
    """Return what isn't ours as the judge reads it, the network first."""
    existing, found = context.platform.existing, vpc(context)
    if existing is None:
        return ()
    network = () if found is None else (_network(context, found),)
    collector = existing.logs
    bucket = () if collector is None else (DeclaredExisting("log-bucket", collector.bucket, collector.account),)
    arns = (
        DeclaredExisting("key", arn, str(ZoneRef(one.data_class, one.agency)))
        for one in existing.keys
        for arn in (one.arn, one.dr)
        if arn
    )
    return (*network, *arns, *bucket)


def _network(context: Context, found: ExistingVpc) -> DeclaredExisting:
    ours = str(context.platform.cidr)
    return DeclaredExisting("network", found.id, found.internet_gateway, tuple(map(str, found.cidrs)), ours)


def files(context: Context) -> Iterator[StackFile]:
    """Plan the page that says what the owners must allow; nothing where everything is the platform's own."""
    existing = context.platform.existing
    if existing is None:
        return
    yield StackFile(
        path=PAGE,
        template="network/existing.md.j2",
        target="network",
        inputs={
            "vpc": vpc(context),
            "platform_cidr": context.platform.cidr,
            "keys": tuple(_needs(context)),
            "collector": existing.logs,
            "locked": logs.locked_days(context.platform) > 0,
            "replicators": [context.arn("iam", f"role/{name}") for name in replicators(context)],
        },
    )


def replicators(context: Context) -> Iterator[str]:
    """Yield the names of the roles that copy records to the bucket of a log account."""
    if context.platform.existing is None or context.platform.existing.logs is None:
        return
    labels = ("audit-log", "access-log", *(["access-log-dr"] if context.has_dr else []))
    yield from (f"{context.platform.name}-{label}-replication" for label in labels)


def _needs(context: Context) -> Iterator[KeyNeed]:
    for one, planned, group in keys.given(context):
        stores = ", ".join(f"`{store.name}`" for store in group)
        owner = one.agency or "the platform"
        for key in planned:
            title = f"{one.data_class} data of {owner}{', copies in the DR region' if key.in_dr else ''}"
            yield KeyNeed(one.dr if key.in_dr else one.arn, title, stores, tuple(_admissions(context, key)))


def _admissions(context: Context, key: Key) -> Iterator[Admission]:
    """Yield what our own key's policy would say: whoever administers the key is its owner's to decide."""
    account = context.platform.account
    ours = f"the IAM policies of account {account}"
    yield Admission(ours, _listed(USE), f"`kms:ViaService` is one of {_listed(key.via)}")
    bound = "`kms:GrantIsForAWSResource` is true"
    yield Admission(ours, _listed(("kms:CreateGrant", "kms:RetireGrant")), bound)
    yield Admission(ours, _listed(("kms:DescribeKey",)), "none")
    for one in key.permissions:
        who = ", ".join(f"`{name}`" for name in one.principal.values())
        yield Admission(who, _listed(one.actions), f"`kms:CallerAccount` is {account}")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
