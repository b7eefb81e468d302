"""Who delivers to the log buckets: AWS's own services, each on the account's behalf and to its own path."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template, Traversal
from bastide.model.kinds import WorkloadKind
from bastide.planner import copies, logs, masking
from bastide.planner.context import Context
from bastide.planner.statements import Condition

SETTINGS = "config"
"""Where AWS Config keeps its records of settings: in the access bucket, for it delivers to none with a lock."""

ENTRY_LOG_ACCOUNTS = {"cn-north-1": "638102146993", "cn-northwest-1": "037604701340"}
"""The accounts that deliver load balancers' logs in China (Elastic Load Balancing guide of the China regions)."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one of AWS's own services may do in a log bucket, and on whose behalf.

    `service` is its principal; or an ARN, where AWS delivers from an account of its own.
    """

    sid: str
    service: str
    actions: tuple[str, ...]
    resource: Traversal | Template
    condition: Condition

    @property
    def principal(self) -> dict[str, str]:
        """Who delivers, as a policy names it."""
        return {"AWS" if self.service.startswith("arn:") else "Service": self.service}


def trail_name(context: Context) -> str:
    """Return the name of the platform's trail."""
    return f"{context.platform.name}-audit"


def trail_arn(context: Context) -> str:
    """Return the trail's ARN as text: the bucket policy must know it before the trail exists."""
    return context.arn("cloudtrail", f"trail/{trail_name(context)}", region=context.platform.regions.primary)


def trail(context: Context) -> Iterator[Delivery]:
    """Yield what the trail needs; that of an organization writes below its id: the path leaves room for it."""
    bucket, service = logs.AUDIT_BUCKET, "cloudtrail.amazonaws.com"
    arn = {"aws:SourceArn": trail_arn(context)}
    yield Delivery("TrailChecks", service, ("s3:GetBucketAcl",), bucket.arn, {"StringEquals": arn})
    granted = {"StringEquals": {**arn, "s3:x-amz-acl": "bucket-owner-full-control"}}
    yield Delivery("TrailWrites", service, ("s3:PutObject",), Template(bucket.arn, "/AWSLogs/*"), granted)


def flow_logs(context: Context, *, in_dr: bool) -> Iterator[Delivery]:
    """Yield what flow logs and firewalls need where their stream is locked, and those of the recovery network."""
    platform = context.platform
    if not (copies.has_recovery(platform) if in_dr else platform.logging.term("network").immutable):
        return
    bucket = Address("aws_s3_bucket", "audit_log_dr") if in_dr else logs.AUDIT_BUCKET
    region = platform.regions.dr if in_dr else platform.regions.primary
    yield from _vended(context, "FlowLog", bucket, "/AWSLogs", region or "")


def _vended(context: Context, name: str, bucket: Address, below: str, region: str) -> Iterator[Delivery]:
    """Yield what CloudWatch Logs needs to deliver for others (its guide, "Logs sent to Amazon S3")."""
    service, account = "delivery.logs.amazonaws.com", context.platform.account
    source = {"aws:SourceArn": context.arn("logs", "*", region=region)}
    own = {"aws:SourceAccount": account}
    checks: Condition = {"StringEquals": own, "ArnLike": source}
    writes: Condition = {"StringEquals": {**own, "s3:x-amz-acl": "bucket-owner-full-control"}, "ArnLike": source}
    path = Template(bucket.arn, f"{below}/{account}/*")
    yield Delivery(f"{name}Checks", service, ("s3:GetBucketAcl", "s3:ListBucket"), bucket.arn, checks)
    yield Delivery(f"{name}Writes", service, ("s3:PutObject",), path, writes)


def access_logs(context: Context, bucket: Address, *, in_dr: bool) -> Iterator[Delivery]:
    """Yield what buckets, settings and load balancers need."""
    platform = context.platform
    own = {"aws:SourceAccount": platform.account}
    objects = Template(bucket.arn, "/*")
    families = [platform.name, *([masking.BUCKET_FAMILY + platform.name] if platform.masks else [])]
    sources = [f"arn:{context.partition}:s3:::{family}-*" for family in families]
    ours: Condition = {"StringEquals": own, "ArnLike": {"aws:SourceArn": sources if platform.masks else sources[0]}}
    yield Delivery("BucketLogs", "logging.s3.amazonaws.com", ("s3:PutObject",), objects, ours)
    if platform.audit is not None:
        yield from _settings(platform.account, bucket)
    if not in_dr and any(workload.kind is WorkloadKind.WEB for workload in platform.workloads):
        yield _entry_logs(context, bucket)
    if not in_dr and any(workload.kind is WorkloadKind.LLM for workload in platform.workloads):
        # A network balancer's log comes by another service than an application balancer's, each below its own prefix.
        yield from _vended(context, "ModelBalancer", bucket, "/*/AWSLogs", platform.regions.primary)


def _settings(account: str, bucket: Address) -> Iterator[Delivery]:
    """AWS Config looks at its bucket before it writes, each time on the account's own behalf."""
    service, own = "config.amazonaws.com", {"aws:SourceAccount": account}
    path = Template(bucket.arn, f"/{SETTINGS}/AWSLogs/{account}/Config/*")
    granted: Condition = {"StringEquals": {**own, "s3:x-amz-acl": "bucket-owner-full-control"}}
    yield Delivery("SettingsChecks", service, ("s3:GetBucketAcl", "s3:ListBucket"), bucket.arn, {"StringEquals": own})
    yield Delivery("SettingsWrites", service, ("s3:PutObject",), path, granted)


def _entry_logs(context: Context, bucket: Address) -> Delivery:
    """Load balancers deliver through a service, in China from an account of AWS that names no source."""
    platform = context.platform
    foreign = ENTRY_LOG_ACCOUNTS.get(platform.regions.primary)
    if foreign is not None:
        objects = Template(bucket.arn, f"/*/AWSLogs/{platform.account}/*")
        caller = f"arn:{context.partition}:iam::{foreign}:root"
        return Delivery("LoadBalancerLogs", caller, ("s3:PutObject",), objects, {})
    source = context.arn("elasticloadbalancing", "loadbalancer/*", region=platform.regions.primary)
    entry: Condition = {"ArnLike": {"aws:SourceArn": source}}
    service = "logdelivery.elasticloadbalancing.amazonaws.com"
    return Delivery("LoadBalancerLogs", service, ("s3:PutObject",), Template(bucket.arn, "/*"), entry)
