"""Object stores: a bucket, its replica in the DR region, and what both refuse.

Both buckets come from one list, so that a copy is never protected less than the original. Replication runs both
ways: what is written in the DR region after a failover comes back when the primary does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bastide.hcl.literal import Address, Template, Traversal
from bastide.model.kinds import Exposure, StoreKind
from bastide.model.platform import Store
from bastide.planner import backup_grants, discovery, masking, names, one_way, stores
from bastide.planner.context import Context, StackFile
from bastide.planner.given import Named
from bastide.planner.statements import Statement

DATA_ACTIONS = (
    "s3:AbortMultipartUpload",
    "s3:DeleteObject*",
    "s3:GetObject*",
    "s3:ListBucketMultipartUploads",
    "s3:ListBucketVersions",
    "s3:ListMultipartUploadParts",
    "s3:PutObject*",
    "s3:RestoreObject",
)
"""What touches the data. Not `s3:ListBucket`: Terraform needs it to see that the bucket exists."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One of a store's buckets.

    `encryption` names the key in a replication: our key, or the alias of the provider's. `vpc` is the network that data
    requests must come from: None where the store's zone faces the internet. In the DR region there is no network yet,
    so nobody but the services' roles gets at the data until a failover opens it. `refusals` make a ferry's end one-way.
    """

    label: str
    name: str
    in_dr: bool
    key: Named | None
    encryption: Traversal | str
    vpc: Traversal | str | None
    is_private: bool
    tags: dict[str, str]
    access_log: Address
    access_log_policy: Address
    log_prefix: str
    log_by_day: bool
    refusals: tuple[Statement, ...] = ()

    @property
    def address(self) -> Address:
        """The bucket's resource."""
        return Address("aws_s3_bucket", self.label)

    @property
    def versioning(self) -> Address:
        """The bucket's versioning, which replication and locks need first."""
        return Address("aws_s3_bucket_versioning", self.label)

    @property
    def public_access_block(self) -> Address:
        """What keeps the bucket from becoming public: it stands before any policy does."""
        return Address("aws_s3_bucket_public_access_block", self.label)

    @property
    def objects(self) -> Template:
        """The ARN of everything in the bucket."""
        return Template(self.address.arn, "/*")


@dataclass(frozen=True, slots=True)
class Replication:
    """One direction of the copying between a store's buckets."""

    source: Bucket
    destination: Bucket
    source_via: str
    destination_via: str


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each object store."""
    for store in stores.of_kind(context, StoreKind.OBJECT):
        yield _file(context, store)


def buckets(context: Context, store: Store) -> tuple[Bucket, ...]:
    """Return a store's bucket, and its replica where its tier copies."""
    holding = stores.holding(context, store)
    zone = context.copy(store.zone)
    public = zone.exposure is Exposure.INTERNET
    primary = replace(_bucket(context, holding, in_dr=False, public=public), vpc=None if public else zone.vpc.id)
    if not stores.is_copied(context, store):
        return (primary,)
    return (primary, _bucket(context, holding, in_dr=True, public=public))


def _file(context: Context, store: Store) -> StackFile:
    holding = stores.holding(context, store)
    planned = buckets(context, store)
    tier = context.tier(store)
    role = names.label(holding.label, "replication")
    replicator = Address("aws_iam_role", role)
    replications = tuple(_replications(context, planned))
    return StackFile(
        path=f"store-{store.name}.tf",
        template="object-store/bucket.tf.j2",
        target=f"store/{store.name}",
        inputs={
            "store": holding,
            "buckets": planned,
            "replications": replications,
            "role": replicator,
            "role_label": role,
            "role_name": f"{holding.identifier}-replication",
            "service_roles": (
                backup_grants.ROLE.arn,
                *((replicator.arn,) if replications else ()),
                *(masker.arn for masker in masking.roles_of(context, store)),
                *((discovery.reader(context),) if discovery.is_searched(context, store) else ()),
                *(role.arn for role in one_way.staff(context.platform, store.name)),
            ),
            "data_actions": DATA_ACTIONS,
            "keep_days": tier.keep_days,
            "lock": store.lock,
            "lock_days": str(tier.keep_days),
        },
    )


def _bucket(context: Context, holding: stores.Holding, *, in_dr: bool, public: bool) -> Bucket:
    suffix = ("dr",) if in_dr else ()
    log = names.label("access_log", *suffix)
    key = holding.dr_key if in_dr else holding.key
    label = names.label(holding.label, *suffix)
    objects = Template(Address("aws_s3_bucket", label).arn, "/*")
    managed = context.arn("kms", "alias/aws/s3", region=context.platform.regions.primary)
    return Bucket(
        label=label,
        name=context.bucket_name(holding.name, dr=in_dr),
        in_dr=in_dr,
        key=key,
        encryption=key.arn if key else managed,
        vpc=None,
        is_private=not public,
        tags={**holding.tags, "Name": holding.tags["Name"] + ("-dr" if in_dr else "")},
        access_log=Address("aws_s3_bucket", log),
        access_log_policy=Address("aws_s3_bucket_policy", log),
        log_prefix=f"store/{holding.name}/",
        log_by_day=context.platform.logging.normalise,
        refusals=tuple(one_way.refusals(context.platform, holding.name, objects, backup_grants.ROLE)),
    )


def _replications(context: Context, planned: tuple[Bucket, ...]) -> Iterator[Replication]:
    regions = context.platform.regions
    via = {False: f"s3.{regions.primary}.{context.dns_suffix}", True: f"s3.{regions.dr}.{context.dns_suffix}"}
    for source in planned:
        for destination in planned:
            if source is not destination:
                yield Replication(source, destination, via[source.in_dr], via[destination.in_dr])
