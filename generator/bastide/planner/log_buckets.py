"""Log buckets: the audit bucket that nobody can change, the access bucket that AWS can deliver to, and their copies.

S3 and load-balancer access logs can be delivered neither to a bucket with Object Lock nor to one encrypted with a
customer key (Amazon S3 and Elastic Load Balancing guides), so there are two buckets. Where access logs must be
immutable as well, every one of them is replicated into the audit bucket of its region.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bastide.hcl.literal import Address, Template, Traversal
from bastide.planner import keys, log_deliveries, logs, names
from bastide.planner.context import Context, StackFile
from bastide.planner.given import Given, Named
from bastide.planner.log_deliveries import Delivery

AUDIT, ACCESS, QUERIES = "audit-log", "access-log", "log-queries"

RESULT_DAYS = 365
"""How long the results of queries stay; their copies are records, and live as long as those."""

WARM_DAYS, LEAST_COLD_DAYS = 366, 90
"""Records of the last year lie warm; Glacier Instant Retrieval charges 90 days at least (Amazon S3 guide)."""

LOCKED_REMAINS_DAYS = 30
"""How long a replaced or expired record stays after its lock ended; before that the lock keeps it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A bucket that receives what is written to another, below a prefix or all of it.

    `key` encrypts it there, None to stay with S3's own key. `account` is whose bucket it is where that is another
    account: the copies are that account's as well.
    """

    rule: str
    priority: int
    bucket: Named
    versioning: Address | None
    key: Traversal | str | None
    prefix: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class LogBucket:
    """A log bucket; `lock_days` is 0 where nothing is locked, `key` None where S3's own key encrypts.

    `by_day` sorts the bucket's own access log, so that a query reads the days that it names.
    """

    purpose: str
    label: str
    name: str
    in_dr: bool
    spec: str
    key: Traversal | None
    keep_days: int
    lock_days: int
    deliveries: tuple[Delivery, ...]
    copies: tuple[Copy, ...]
    tags: dict[str, str]
    by_day: bool = False

    @property
    def address(self) -> Address:
        """The bucket's resource."""
        return Address("aws_s3_bucket", self.label)

    @property
    def objects(self) -> Template:
        """The ARN of everything in the bucket."""
        return Template(self.address.arn, "/*")

    @property
    def remains_days(self) -> int:
        """How long an old version stays: where no lock keeps it, as long as the record itself."""
        return LOCKED_REMAINS_DAYS if self.lock_days else self.keep_days

    @property
    def cold_days(self) -> int:
        """After how many days records move to storage that is cheap to keep and still read at once; 0 for never."""
        return WARM_DAYS if self.keep_days > WARM_DAYS + LEAST_COLD_DAYS else 0

    @property
    def policy(self) -> Address:
        """The bucket's policy, which must admit a service before that service is told to deliver."""
        return Address("aws_s3_bucket_policy", self.label)

    @property
    def public_access_block(self) -> Address:
        """The bucket's public access block; S3 takes changes to it and to the policy one at a time."""
        return Address("aws_s3_bucket_public_access_block", self.label)

    @property
    def logs_to(self) -> Address | None:
        """The bucket that keeps this bucket's own access log, in the same region.

        The access bucket has none: it would record its own recording for ever. The trail records who reads it.
        """
        return Address("aws_s3_bucket", self._access_label) if self.purpose != ACCESS else None

    @property
    def logs_to_policy(self) -> Address:
        """The policy that lets S3 deliver this bucket's own access log."""
        return Address("aws_s3_bucket_policy", self._access_label)

    @property
    def _access_label(self) -> str:
        return _label("access_log", in_dr=self.in_dr)

    @property
    def log_prefix(self) -> str:
        """Where this bucket's own access log lies."""
        return f"{self.purpose}/"

    @property
    def locked_note(self) -> str:
        """The end of the comment above the bucket."""
        return f", locked for {self.lock_days}" if self.lock_days else ""

    @property
    def copy_objects(self) -> tuple[Template, ...]:
        """The ARNs of everything in the copies."""
        return tuple(Template(copy.bucket.arn, "/*") for copy in self.copies)

    @property
    def handed_over(self) -> tuple[Template, ...]:
        """The ARNs of everything in the copies that belong to another account."""
        return tuple(Template(copy.bucket.arn, "/*") for copy in self.copies if copy.account)

    @property
    def copy_keys(self) -> tuple[Traversal | str, ...]:
        """The keys that encrypt the copies."""
        return tuple(copy.key for copy in self.copies if copy.key is not None)

    @property
    def replication_needs(self) -> tuple[Address, ...]:
        """What must stand before S3 takes the replication: versions on both sides."""
        return (self.versioning, *(copy.versioning for copy in self.copies if copy.versioning is not None))

    @property
    def versioning(self) -> Address:
        """The bucket's versioning, which locks and replication need first."""
        return Address("aws_s3_bucket_versioning", self.label)


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each log bucket; the access bucket's has a target of its own, for it needs a waiver."""
    for bucket in buckets(context):
        replicator = names.label(bucket.label, "replication")
        yield StackFile(
            path=f"{bucket.purpose}{'-dr' if bucket.in_dr else ''}-bucket.tf",
            template="audit-log/bucket.tf.j2",
            target=bucket.purpose,
            inputs={
                "bucket": bucket,
                "replicator": replicator,
                "replicator_address": Address("aws_iam_role", replicator),
                "replicator_name": f"{context.platform.name}-{replicator.replace('_', '-')}",
                "source_via": f"s3.{_region(context, in_dr=bucket.in_dr)}.{context.dns_suffix}",
                "copy_via": [f"s3.{region}.{context.dns_suffix}" for region in _regions(context)],
            },
        )


def buckets(context: Context) -> tuple[LogBucket, ...]:
    """Return the audit and access buckets, with their copies in the DR region where there is one."""
    sides = (False, True) if context.has_dr else (False,)
    found = tuple(make(context, in_dr=in_dr) for make in (_audit, _access) for in_dr in sides)
    if not context.platform.logging.normalise:
        return found
    return tuple(replace(one, by_day=True) for one in (*found, _queries(context)))


def _audit(context: Context, *, in_dr: bool) -> LogBucket:
    platform = context.platform
    kept = [term.keep_days for term in platform.logging.terms if logs.in_audit_bucket(platform, term.stream)]
    copies = (_copy("dr", 1, "audit_log_dr", keys.LOGS_DR.arn),) if context.has_dr and not in_dr else ()
    if not in_dr:
        copies = (*copies, *_collected(context, keyed=True))
    return LogBucket(
        purpose=AUDIT,
        label=_label("audit_log", in_dr=in_dr),
        name=context.bucket_name(AUDIT, dr=in_dr),
        in_dr=in_dr,
        spec="logging.audit, logging.session",
        key=_log_key(in_dr=in_dr),
        keep_days=max(kept),
        lock_days=logs.locked_days(platform),
        deliveries=tuple(_audit_deliveries(context, in_dr=in_dr)),
        copies=copies,
        tags=context.tags(_label("audit_log", in_dr=in_dr).replace("_", "-"), zone="platform", level="platform"),
    )


def _audit_deliveries(context: Context, *, in_dr: bool) -> Iterator[Delivery]:
    if not in_dr:
        yield from log_deliveries.trail(context)
    yield from log_deliveries.flow_logs(context, in_dr=in_dr)


def _access(context: Context, *, in_dr: bool) -> LogBucket:
    term = context.platform.logging.term("access")
    label = _label("access_log", in_dr=in_dr)
    copies = [_copy("dr", 1, "access_log_dr", None)] if context.has_dr and not in_dr else []
    if term.immutable:
        copies.append(_copy("immutable", 2, _label("audit_log", in_dr=in_dr), None))
    elif context.platform.audit is not None:
        settings = _copy("settings", 2, _label("audit_log", in_dr=in_dr), None)
        copies.append(replace(settings, prefix=f"{log_deliveries.SETTINGS}/"))
    copies.extend(_collected(context, keyed=False))
    return LogBucket(
        purpose=ACCESS,
        label=label,
        name=context.bucket_name(ACCESS, dr=in_dr),
        in_dr=in_dr,
        spec="logging.access",
        key=None,
        keep_days=term.keep_days,
        lock_days=0,
        deliveries=tuple(log_deliveries.access_logs(context, Address("aws_s3_bucket", label), in_dr=in_dr)),
        copies=tuple(copies),
        tags=context.tags(label.replace("_", "-"), zone="platform", level="platform"),
    )


def _queries(context: Context) -> LogBucket:
    """What auditors found is evidence: a copy goes to the locked bucket of the DR region, if there is one."""
    copies = (_copy("dr", 1, "audit_log_dr", keys.LOGS_DR.arn),) if context.has_dr else ()
    return LogBucket(
        purpose=QUERIES,
        label="log_queries",
        name=context.bucket_name(QUERIES),
        in_dr=False,
        spec="logging.normalise, the results of saved queries",
        key=_log_key(in_dr=False),
        keep_days=RESULT_DAYS,
        lock_days=0,
        deliveries=(),
        copies=copies,
        tags=context.tags(QUERIES, zone="platform", level="platform"),
    )


def _collected(context: Context, *, keyed: bool) -> Iterator[Copy]:
    """Yield the copy in the log account's bucket; what S3's own key encrypts stays with S3's own key there."""
    found = None if context.platform.existing is None else context.platform.existing.logs
    if found is not None:
        bucket = Given(found.bucket, f"arn:{context.partition}:s3:::{found.bucket}")
        yield Copy("log-account", 3, bucket, None, found.key if keyed else None, account=found.account)


def _copy(rule: str, priority: int, label: str, key: Traversal | None) -> Copy:
    bucket, versioning = Address("aws_s3_bucket", label), Address("aws_s3_bucket_versioning", label)
    return Copy(rule, priority, bucket, versioning, key)


def _label(label: str, *, in_dr: bool) -> str:
    return names.label(label, "dr") if in_dr else label


def _log_key(*, in_dr: bool) -> Traversal:
    return (keys.LOGS_DR if in_dr else keys.LOGS).arn


def _region(context: Context, *, in_dr: bool) -> str:
    regions = context.platform.regions
    return (regions.dr or regions.primary) if in_dr else regions.primary


def _regions(context: Context) -> list[str]:
    regions = context.platform.regions
    return [region for region in (regions.primary, regions.dr) if region is not None]
