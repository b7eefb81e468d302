"""Events in the audit trail that must reach a person: the CIS AWS Foundations monitoring list, and our own."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alarm:
    """A pattern over the audit log; the alarm sounds when it matches `threshold` times in five minutes."""

    name: str
    title: str
    pattern: str
    threshold: int = 1


def _events(source: str, names: Iterable[str]) -> str:
    """Return the pattern of any of some API calls to one service."""
    calls = " || ".join(f"($.eventName = {name})" for name in names)
    return f"{{ ($.eventSource = {source}.amazonaws.com) && ({calls}) }}"


ALARMS = (
    Alarm(
        "root-use",
        "The root user acted",
        '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS)'
        ' && ($.eventType != "AwsServiceEvent") }',
    ),
    Alarm(
        "unauthorised-calls",
        "Calls were refused for lack of permission",
        '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
        threshold=10,
    ),
    Alarm(
        "sign-in-without-mfa",
        "Somebody signed in to the console without a second factor",
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes")'
        ' && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    ),
    Alarm(
        "sign-in-failures",
        "Sign-in to the console failed again and again",
        '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
        threshold=5,
    ),
    Alarm(
        "identity-change",
        "A user, role, policy or the tag that names a person's duty changed",
        "{ ($.eventSource = iam.amazonaws.com) && (($.eventName = Add*) || ($.eventName = Attach*)"
        " || ($.eventName = Create*) || ($.eventName = Delete*) || ($.eventName = Detach*) || ($.eventName = Put*)"
        " || ($.eventName = Remove*) || ($.eventName = Set*) || ($.eventName = Tag*) || ($.eventName = Untag*)"
        " || ($.eventName = Update*)) }",
    ),
    Alarm(
        "trail-change",
        "The audit trail was changed or stopped",
        _events("cloudtrail", ("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging", "Put*")),
    ),
    Alarm(
        "log-group-change",
        "A log group, its term or its streams were changed",
        _events("logs", ("Delete*", "PutRetentionPolicy", "DisassociateKmsKey", "AssociateKmsKey")),
    ),
    Alarm(
        "key-loss",
        "A key was disabled, scheduled for deletion, or its policy changed",
        _events("kms", ("DisableKey*", "ScheduleKeyDeletion", "PutKeyPolicy", "DeleteImportedKeyMaterial")),
    ),
    Alarm(
        "bucket-policy-change",
        "A bucket's policy, access, lock, encryption or replication changed",
        _events("s3", ("PutBucket*", "DeleteBucket*", "PutAccountPublicAccessBlock", "PutObjectLockConfiguration")),
    ),
    Alarm(
        "config-change",
        "The configuration recorder was changed or stopped",
        _events(
            "config",
            ("StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"),
        ),
    ),
    Alarm(
        "security-group-change",
        "Who may talk to whom was changed: a security group",
        _events(
            "ec2", ("AuthorizeSecurityGroup*", "RevokeSecurityGroup*", "*SecurityGroup", "ModifySecurityGroupRules")
        ),
    ),
    Alarm(
        "network-acl-change",
        "Who may talk to whom was changed: a network ACL",
        _events("ec2", ("CreateNetworkAcl*", "DeleteNetworkAcl*", "ReplaceNetworkAcl*")),
    ),
    Alarm(
        "gateway-change",
        "A way in or out was changed: a gateway",
        _events(
            "ec2",
            ("*InternetGateway", "*CustomerGateway", "*NatGateway", "*VpnGateway", "*TransitGateway*"),
        ),
    ),
    Alarm(
        "route-change",
        "A route was changed",
        _events(
            "ec2", ("CreateRoute*", "ReplaceRoute*", "DeleteRoute*", "*AssociateRouteTable", "DisassociateRouteTable")
        ),
    ),
    Alarm(
        "network-change",
        "A network, its flow logs or a peering was changed",
        _events("ec2", ("CreateVpc*", "DeleteVpc*", "ModifyVpc*", "*VpcPeeringConnection", "DeleteFlowLogs")),
    ),
    Alarm(
        "backup-deletion",
        "A backup, its vault, lock or plan was deleted or weakened",
        _events(
            "backup", ("Delete*", "UpdateRecoveryPointLifecycle", "UpdateBackupPlan", "PutBackupVaultAccessPolicy")
        ),
    ),
    Alarm(
        "machine-stop",
        "A host, database or load balancer was stopped or deleted",
        "{ ($.eventName = StopInstances) || ($.eventName = TerminateInstances) || ($.eventName = RebootInstances)"
        " || ($.eventName = StopDBInstance) || ($.eventName = DeleteDBInstance) || ($.eventName = RebootDBInstance)"
        " || ($.eventName = DeleteFileSystem) || ($.eventName = DeleteLoadBalancer) }",
    ),
)
"""Checked by the metric filters on the trail's log group; every alarm goes to every channel."""


def record_deletion(buckets: Iterable[str]) -> Alarm:
    """Return the alarm on any attempt to delete from the log buckets; expiry by term is no call and stays silent."""
    ours = " || ".join(f'($.requestParameters.bucketName = "{bucket}")' for bucket in buckets)
    return Alarm(
        "record-deletion", "Somebody tried to delete records", f"{{ ($.eventName = DeleteObject*) && ({ours}) }}"
    )
