"""What AWS's own policies allow, as far as our rules ask: acting on audit records and reading data."""

from bastide.facts.case import Case
from bastide.facts.policy import Statement
from bastide.facts.values import OpaqueError, opaque, settle, shown
from bastide.model.graph import Joined, Reference, Resource, Value
from bastide.model.place import Place

READ = ("*:Get*", "*:List*", "*:Describe*", "*:BatchGet*")
ALLOWED = {
    "AdministratorAccess": ("*",),
    "AmazonS3FullAccess": ("s3:*",),
    "AmazonS3ReadOnlyAccess": ("s3:Get*", "s3:List*", "s3:Describe*"),
    "AWSCloudTrail_FullAccess": ("cloudtrail:*", "s3:PutBucketPolicy", "logs:CreateLogGroup"),
    "AWSCloudTrail_ReadOnlyAccess": ("cloudtrail:Get*", "cloudtrail:Describe*", "cloudtrail:List*"),
    "AWSKeyManagementServicePowerUser": ("kms:Create*", "kms:Describe*", "kms:Get*", "kms:List*", "kms:Tag*"),
    "CloudWatchFullAccess": ("logs:*", "cloudwatch:*"),
    "CloudWatchFullAccessV2": ("logs:*", "cloudwatch:*"),
    "CloudWatchLogsFullAccess": ("logs:*",),
    "CloudWatchLogsReadOnlyAccess": ("logs:Get*", "logs:Describe*", "logs:FilterLogEvents", "logs:StartQuery"),
    "CloudWatchAgentServerPolicy": ("logs:PutLogEvents", "logs:CreateLogStream", "logs:CreateLogGroup"),
    "AmazonSSMManagedInstanceCore": ("ssm:Update*", "ssmmessages:*", "ec2messages:*"),
    "PowerUserAccess": (),
    "ReadOnlyAccess": READ,
    "SecurityAudit": ("*:Describe*", "*:List*", "s3:GetBucket*", "cloudtrail:Get*"),
    "ViewOnlyAccess": ("*:Describe*", "*:List*"),
}
"""Actions of well-known policies, on every resource; `PowerUserAccess` is all but identity management."""

EXCEPTED = {"PowerUserAccess": ("iam:*", "organizations:*", "account:*")}
MARK = ":aws:policy/"


def managed(case: Case, value: Value, place: Place) -> tuple[Statement, ...]:
    """Return what a policy of AWS allows; OpaqueError for one that isn't known here or isn't AWS's."""
    name = _name(case, value, place)
    short = name.rsplit("/", 1)[-1]
    if name.startswith(("service-role/", "aws-service-role/")) and short not in ALLOWED:
        # Policies that AWS keeps for its services give neither of the two powers our rules ask for to a person.
        return ()
    if short not in ALLOWED:
        raise OpaqueError(name, place, "what that policy allows isn't in this tree")
    excepted = EXCEPTED.get(short, ())
    return (Statement(True, (), ALLOWED[short], excepted, ("*",), (), (), place),)  # noqa: FBT003 - an allow


def _name(case: Case, value: Value, place: Place) -> str:
    known = _data(case.target(value)) if isinstance(value, Reference) else None
    known = settle(case.graph, value) if known is None else known
    if not isinstance(known, str | Joined):
        raise opaque(known)
    arn = shown(known)
    if MARK not in arn:
        raise OpaqueError(arn, place, "that policy isn't in this tree")
    return arn.partition(MARK)[2]


def _data(target: Resource | None) -> Value:
    """Return the ARN of an AWS policy that a data source looks up by name."""
    if target is None or target.type != "aws_iam_policy" or target.mode != "data":
        return None
    arn, name = target.get("arn"), target.get("name")
    return arn if arn is not None else f"{MARK}{name}" if isinstance(name, str) else None
