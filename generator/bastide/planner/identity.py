"""What the account as a whole demands: passwords, defaults of every region, and who looks for access from outside."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.account import Identity, Organization
from bastide.model.intent import DeclaredAccount
from bastide.planner import log_buckets, names, providers
from bastide.planner.context import Context, StackFile
from bastide.planner.statements import Statement, deny

PASSWORDS_REMEMBERED = 24
"""The most that IAM can demand (IAM API, `PasswordReusePrevention`); CIS AWS Foundations 1.9 asks for it."""

GLOBAL_SERVICES = (
    "access-analyzer:*",
    "account:*",
    "acm:*",
    "artifact:*",
    "aws-portal:*",
    "billing:*",
    "budgets:*",
    "ce:*",
    "cloudfront:*",
    "cloudtrail:LookupEvents",
    "consolidatedbilling:*",
    "cur:*",
    "directconnect:Describe*",
    "ec2:DescribeRegions",
    "ec2:DescribeTransitGateways",
    "ec2:DescribeVpnGateways",
    "freetier:*",
    "globalaccelerator:*",
    "health:*",
    "iam:*",
    "invoicing:*",
    "organizations:*",
    "payments:*",
    "pricing:*",
    "rds-db:connect",
    "route53:*",
    "route53domains:*",
    "s3:GetAccountPublicAccessBlock",
    "s3:ListAllMyBuckets",
    "s3:PutAccountPublicAccessBlock",
    "savingsplans:*",
    "shield:*",
    "sso:*",
    "sts:*",
    "support:*",
    "tax:*",
    "trustedadvisor:*",
    "waf:*",
    "wafv2:*",
)
"""What has no region, or answers only in one far away.

Chosen from what AWS Control Tower's region denial leaves open ("Deny access to AWS based on the requested AWS Region"),
without what could hold data elsewhere, such as `kms`. A database sign-in may carry no region (RDS user guide,
"Limitations for IAM database authentication"), and no database can be made outside the regions.
"""

BLINDING = (
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:DeleteRetentionConfiguration",
    "config:StopConfigurationRecorder",
    "guardduty:DeleteDetector",
    "guardduty:DisassociateFromAdministratorAccount",
    "guardduty:DisassociateFromMasterAccount",
    "guardduty:StopMonitoringMembers",
    "securityhub:DeleteHub",
    "securityhub:DisableSecurityHub",
    "securityhub:DisassociateFromAdministratorAccount",
    "securityhub:DisassociateFromMasterAccount",
)
"""The calls that stop or delete whoever watches; the pipeline never needs them, so nobody is left out."""

UNDOING = (
    "access-analyzer:DeleteAnalyzer",
    "ec2:DisableEbsEncryptionByDefault",
    "ec2:DisableImageBlockPublicAccess",
    "ec2:DisableSnapshotBlockPublicAccess",
    "ec2:EnableSerialConsoleAccess",
    "iam:DeleteAccountPasswordPolicy",
)
"""The calls that take back what `identity` has set, and that setting it never needs.

The public access block of buckets is missing: AWS checks its removal as the very action that sets it.
"""

WEAKER_TOKENS = ["no-preference", "optional"]
"""What would let new hosts start without session tokens (EC2 API, ModifyInstanceMetadataDefaults, `HttpTokens`)."""

ERASING = (
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
)
"""The calls that delete records, or what keeps others from deleting them."""

TREE = "organization"
"""The folder of the managing account's root: another account, another provider, another state."""


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A service control policy; SCPs only cut, whatever IAM allows."""

    label: str
    name: str
    description: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A policy on a root, a unit or an account of the organisation."""

    label: str
    policy: Address
    target: str


def files(context: Context) -> Iterator[StackFile]:
    """Plan `identity.tf`, and the managing account's own root where an organisation is named."""
    identity = context.platform.identity
    if identity is None:
        return
    yield _account(context, identity)
    if identity.organization is not None:
        yield _organization(context, identity.organization)


def declared(context: Context) -> DeclaredAccount | None:
    """Return the account's rules as the judge reads them."""
    found = context.platform.identity
    return None if found is None else DeclaredAccount(found.password_length, found.password_days, found.unused_days)


def _account(context: Context, identity: Identity) -> StackFile:
    platform = context.platform
    return StackFile(
        path="identity.tf",
        template="identity/identity.tf.j2",
        target="identity",
        inputs={
            "account": platform.account,
            "length": identity.password_length,
            "password_days": identity.password_days,
            "remembered": PASSWORDS_REMEMBERED,
            "unused_days": identity.unused_days,
            "unused": f"{platform.name}-unused-access",
            "regions": tuple(_regions(context)),
            "tags": context.tags("identity", zone="platform", level="platform"),
        },
    )


def _regions(context: Context) -> Iterator[dict[str, object]]:
    analyzer = f"{context.platform.name}-outside-access"
    yield {"label": "main", "in_dr": False, "outside": "outside_access", "analyzer": analyzer}
    if context.has_dr:
        yield {"label": "dr", "in_dr": True, "outside": "outside_access_dr", "analyzer": f"{analyzer}-dr"}


def _organization(context: Context, organization: Organization) -> StackFile:
    platform = context.platform
    rails = (_borders(context), _records(context))
    return StackFile(
        path=f"{TREE}/guardrails.tf",
        template="identity/organization.tf.j2",
        target="identity",
        inputs={
            "terraform": providers.TERRAFORM,
            "version": providers.AWS_PROVIDER,
            "region": platform.regions.primary,
            "management": organization.management,
            "guardrails": rails,
            "attachments": tuple(
                Attachment(names.label(rail.label, target), Address("aws_organizations_policy", rail.label), target)
                for rail in rails
                for target in organization.targets
            ),
            "tags": context.tags("guardrails", zone="platform", level="platform"),
        },
    )


def _borders(context: Context) -> Guardrail:
    platform = context.platform
    regions = [one for one in (platform.regions.primary, platform.regions.dr) if one is not None]
    elsewhere: Statement = {
        "Sid": "NothingOutsideTheRegions",
        "Effect": "Deny",
        "NotAction": list(GLOBAL_SERVICES),
        "Resource": ["*"],
        "Condition": {"StringNotEquals": {"aws:RequestedRegion": regions}},
    }
    root = {"ArnLike": {"aws:PrincipalArn": f"arn:{context.partition}:iam::*:root"}}
    return Guardrail(
        label="borders",
        name=f"{platform.name}-borders",
        description="Stay in the organisation and in the declared regions; nothing as the root user",
        statements=(
            deny("StayInTheOrganisation", ["account:CloseAccount", "organizations:LeaveOrganization"], ["*"]),
            elsewhere,
            deny("NothingAsRoot", ["*"], ["*"], root),
        ),
    )


def _records(context: Context) -> Guardrail:
    kept = [f"arn:{context.partition}:s3:::{bucket.name}" for bucket in log_buckets.buckets(context)]
    return Guardrail(
        label="records",
        name=f"{context.platform.name}-records",
        description="Nobody stops whoever watches, deletes records, or takes back what every region starts from",
        statements=(
            deny("KeepWatching", BLINDING, ["*"]),
            deny("KeepDefaults", UNDOING, ["*"]),
            deny(
                "KeepTokens",
                ["ec2:ModifyInstanceMetadataDefaults"],
                ["*"],
                {"StringEquals": {"ec2:Attribute/HttpTokens": WEAKER_TOKENS}},
            ),
            deny("KeepRecords", ERASING, [*kept, *(f"{arn}/*" for arn in kept)]),
        ),
    )
