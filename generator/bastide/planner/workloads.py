"""Workloads: a hardened launch template and a role for each service, a publisher's policy for each web entry.

Bastide builds the place a workload stands in, not the workload: the team's pipeline adds the image.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.compute import Size
from bastide.model.declared_use import DeclaredWorkload
from bastide.model.kinds import StoreKind, WorkloadKind
from bastide.model.platform import EGRESS, FIREWALL_ZONES, SERVICES, Store, Workload, ZoneRef
from bastide.planner import asking, bastion, flows, grants, logs, names, one_way, stores
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import ZoneCopy
from bastide.planner.statements import Statement, allow

ROLE_NAME_LIMIT = 64

TYPES = {Size.SMALL: "m6i.large", Size.MEDIUM: "m6i.xlarge", Size.LARGE: "m6i.4xlarge"}
"""Host types by size: 2, 4 and 16 vCPU with 8, 16 and 64 GiB (Amazon EC2 instance types, general purpose)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A workload in one zone copy; `statements` is what the stores it uses need, `disk` the size of a host's in GiB."""

    label: str
    name: str
    zone: ZoneCopy
    statements: tuple[Statement, ...]
    tags: dict[str, str]
    image: str = ""
    instance_type: str = ""
    disk: int = 50

    @property
    def role(self) -> Address:
        """The role that its hosts carry."""
        return Address("aws_iam_role", self.label)

    @property
    def profile(self) -> Address:
        """The instance profile that holds the role."""
        return Address("aws_iam_instance_profile", self.label)

    @property
    def description(self) -> str:
        """What the launch template is for."""
        return f"hosts of {self.name} in zone {self.zone.name}"


@dataclass(frozen=True, slots=True)
class Consumer:
    """A service in one zone copy that uses a store: the role of its hosts, and the agency it works for."""

    workload: str
    label: str
    agency: str | None
    role: Address


def consumers(context: Context, store: str) -> Iterator[Consumer]:
    """Yield the services that say they use a store, whoever it belongs to."""
    for workload in context.platform.workloads:
        if workload.kind.has_role and store in workload.uses:
            for reference, unit in zip(_copies(context, workload), units(context, workload), strict=True):
                yield Consumer(workload.name, unit.label, reference.agency, unit.role)


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each service workload, for each publisher, and for each zone copy where nothing stands yet."""
    for workload in context.platform.workloads:
        match workload.kind:
            case WorkloadKind.SERVICE | WorkloadKind.INSTANCES:
                yield _service(context, workload)
            case WorkloadKind.WEB if workload.uses:
                yield _publisher(context, workload)
            case WorkloadKind.WEB | WorkloadKind.HALL:
                pass
            case WorkloadKind.CONTAINER | WorkloadKind.LLM:
                pass
    for copy in context.copies:
        if not attaches(context, copy):
            yield _base(context, copy)


def declared(context: Context) -> tuple[DeclaredWorkload, ...]:
    """Return the workloads as the judge reads them, by zone copy, sorted by name and zone."""
    found = (one for workload in context.platform.workloads for one in _declared(context, workload))
    return tuple(sorted(found, key=lambda one: (one.name, one.zone)))


def _declared(context: Context, workload: Workload) -> Iterator[DeclaredWorkload]:
    used = _used(context, workload)
    match workload.kind:
        case WorkloadKind.SERVICE | WorkloadKind.CONTAINER | WorkloadKind.INSTANCES | WorkloadKind.LLM:
            for reference, unit in zip(_copies(context, workload), units(context, workload), strict=True):
                names_used = tuple(sorted(one.name for one in _within(used, reference)))
                yield DeclaredWorkload(
                    workload.name, unit.zone.name, names_used, str(unit.role), workload.purpose.value
                )
        case WorkloadKind.WEB if used:
            policy = Address("aws_iam_policy", names.label("publisher", workload.name))
            names_used = tuple(sorted(one.name for one in used))
            yield DeclaredWorkload(workload.name, str(workload.zone), names_used, str(policy), workload.purpose.value)
        case WorkloadKind.WEB | WorkloadKind.HALL:
            return


def attaches(context: Context, copy: ZoneCopy) -> bool:
    """Tell whether anything stands in a zone copy; among NAT gateways and firewalls nobody ever starts a host."""
    if copy.reference.zone in (EGRESS, *FIREWALL_ZONES):
        return True
    if copy.reference.zone == SERVICES:
        return any(edge.destination == copy.reference for edge in context.edges)
    if logs.has_sessions(context.platform) and copy == bastion.entry(context):
        return True
    hosted = (one.zone for one in context.platform.workloads)
    if any(copy.reference in flows.copies_of(context.platform, zone) for zone in hosted):
        return True
    return any(one.zone == copy.reference for one in context.platform.stores if one.kind is not StoreKind.OBJECT)


def _service(context: Context, workload: Workload) -> StackFile:
    return StackFile(
        path=f"workload-{workload.name}.tf",
        template="workload/service.tf.j2",
        target=f"workload/{workload.name}",
        inputs={
            "workload": workload.name,
            "units": tuple(units(context, workload)),
            "takes_sessions": logs.has_sessions(context.platform),
            "host_service": context.host_service,
        },
    )


def placed(context: Context, workload: Workload) -> Iterator[tuple[ZoneRef, Unit]]:
    """Yield a workload in each copy of its zone, with that copy."""
    yield from zip(_copies(context, workload), units(context, workload), strict=True)


def units(context: Context, workload: Workload) -> Iterator[Unit]:
    """Yield a workload in each copy of its zone."""
    references = _copies(context, workload)
    for reference in references:
        zone = context.copy(reference)
        suffix = [reference.agency] if reference.agency and len(references) > 1 else []
        name = "-".join([context.platform.name, "workload", workload.name, *suffix])
        used = _within(_used(context, workload), reference)
        hosted = workload.compute if workload.kind is WorkloadKind.INSTANCES else None
        yield Unit(
            label=names.label("workload", workload.name, *suffix),
            name=names.short(name, ROLE_NAME_LIMIT),
            zone=zone,
            statements=(*_uses(context, workload, used), *asking.statements(context, workload)),
            image=hosted.image if hosted else "",
            instance_type=TYPES[hosted.size] if hosted else "",
            tags=context.tags(
                "-".join([workload.name, *suffix]),
                zone=zone.name,
                level=_level(context, _seen(context, workload, reference)),
                owner=context.owner_of(reference.agency),
            ),
        )


def _copies(context: Context, workload: Workload) -> tuple[ZoneRef, ...]:
    return tuple(flows.copies_of(context.platform, workload.zone))


def _within(used: Iterable[Store], reference: ZoneRef) -> list[Store]:
    """Of the stores that a workload uses, its copy for one agency uses that agency's and the platform's."""
    return [store for store in used if store.agency in (None, reference.agency)]


def _seen(context: Context, workload: Workload, reference: ZoneRef) -> list[Store]:
    """What a copy uses itself, and what other agencies share with its own."""
    shared = {share.store for share in context.platform.shares if reference.agency in share.to}
    used = _used(context, workload)
    return [*_within(used, reference), *(store for store in used if store.name in shared)]


def _used(context: Context, workload: Workload) -> list[Store]:
    return [store for store in context.platform.stores if store.name in workload.uses]


def _level(context: Context, used: Iterable[Store]) -> str:
    """A host is as sensitive as the most sensitive store it uses."""
    classes = [context.data_class(store) for store in used]
    return max(classes, key=lambda one: one.rank).name if classes else "platform"


def _uses(context: Context, workload: Workload, used: list[Store]) -> Iterator[Statement]:
    """A bucket's objects, a database's own user, a file system's access point: nothing else of the store."""
    objects = [store for store in used if store.kind is StoreKind.OBJECT]
    if objects:
        yield from _object_use(context, objects)
    databases = [store for store in used if store.kind is StoreKind.POSTGRES]
    if databases:
        user = names.label(workload.name)
        arns = [grants.database_user(context, store, user) for store in databases]
        yield allow("ConnectAsWorkload", ["rds-db:connect"], arns)
    mount = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
    for store in (store for store in used if store.kind is StoreKind.FILE):
        point = {"elasticfilesystem:AccessPointArn": Address("aws_efs_access_point", names.label(store.name)).arn}
        sid = "Mount" + "".join(word.capitalize() for word in store.name.split("-"))
        yield allow(sid, mount, [stores.address(store).arn], {**grants.MOUNTED, "StringEquals": point})


def _object_use(context: Context, objects: list[Store]) -> Iterator[Statement]:
    """A store at a ferry's end is used one way: a drop box is filled, an arrival is read."""
    boxes, arrivals = one_way.drop_boxes(context.platform), one_way.arrivals(context.platform)
    filled = [Template(stores.address(one).arn, "/*") for one in objects if one.name in boxes]
    read = [Template(stores.address(one).arn, "/*") for one in objects if one.name in arrivals]
    both = [one for one in objects if one.name not in boxes | arrivals]
    listed = [stores.address(one).arn for one in objects if one.name not in boxes]
    if listed:
        yield allow("ListObjects", ["s3:ListBucket"], listed)
    if both:
        write = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        yield allow("ReadAndWriteObjects", write, [Template(stores.address(one).arn, "/*") for one in both])
    if filled:
        yield allow("FillDropBoxes", ["s3:AbortMultipartUpload", "s3:PutObject"], filled)
    if read:
        yield allow("ReadArrivals", ["s3:GetObject"], read)
    used = grants.keys_of(context, objects)
    if used:
        yield allow("UseKeys", ["kms:Decrypt", "kms:GenerateDataKey"], used, grants.through(context, "s3"))


def _publisher(context: Context, workload: Workload) -> StackFile:
    """A load balancer has no role of its own: who fills the stores it shows is the team's pipeline."""
    return StackFile(
        path=f"workload-{workload.name}.tf",
        template="workload/publisher.tf.j2",
        target=f"workload/{workload.name}",
        inputs={
            "workload": workload.name,
            "label": names.label("publisher", workload.name),
            "name": f"{context.platform.name}-publisher-{workload.name}",
            "description": f"For the pipeline that publishes {workload.name}: its stores, nothing else",
            "statements": tuple(_uses(context, workload, _used(context, workload))),
            "tags": context.tags(workload.name, zone=str(workload.zone), level="platform"),
        },
    )


def _base(context: Context, copy: ZoneCopy) -> StackFile:
    return StackFile(
        path=f"base-{copy.stem}.tf",
        template="workload/base.tf.j2",
        target=f"zone/{copy.name}",
        inputs={
            "zone": copy,
            "label": names.label("base", copy.name),
            "name": f"{context.platform.name}-base-{copy.stem}",
            "description": f"hardened start for hosts of zone {copy.name}",
            "tags": context.tags(
                f"base-{copy.stem}",
                zone=copy.name,
                level="platform",
                owner=context.owner_of(copy.reference.agency),
            ),
        },
    )
