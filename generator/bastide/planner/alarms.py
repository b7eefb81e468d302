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
    return f"{{ {_calls(source, names)} }}"


def _of_any(*sources: tuple[str, tuple[str, ...]]) -> str:
    """Return the pattern of any of some API calls, to each of several services its own."""
    return f"{{ {' || '.join(f'({_calls(source, names)})' for source, names in sources)} }}"


def _calls(source: str, names: Iterable[str]) -> str:
    calls = " || ".join(f"($.eventName = {name})" for name in names)
    service = f"{source}.amazonaws.com"
    return f"($.eventSource = {_quoted(service) if '-' in source else service}) && ({calls})"


def _quoted(text: str) -> str:
    return f'"{text}"'


_TRANSIT_GATEWAY = tuple(
    f"{verb}TransitGateway*"
    for verb in (
        "Accept",
        "Associate",
        "Create",
        "Delete",
        "Disable",
        "Disassociate",
        "Enable",
        "Modify",
        "Reject",
        "Replace",
    )
)
"""By verb: AWS Config and every plan read transit gateways all day, and reading one is no change."""


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
        "A user, role, policy, second factor or the tag that names a person's duty changed",
        _events(
            "iam",
            (
                "Add*",
                "Attach*",
                "Create*",
                "Deactivate*",
                "Delete*",
                "Detach*",
                "Enable*",
                "Put*",
                "Remove*",
                "Set*",
                "Tag*",
                "Untag*",
                "Update*",
                "Upload*",
            ),
        ),
    ),
    Alarm(
        "trail-change",
        "The audit trail was changed or stopped",
        _events("cloudtrail", ("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging", "Put*")),
    ),
    Alarm(
        "log-group-change",
        "A log group, its term, its filters or who may write to it was changed",
        _events(
            "logs",
            (
                "AssociateKmsKey",
                "Delete*",
                "DisassociateKmsKey",
                "PutAccountPolicy",
                "PutMetricFilter",
                "PutResourcePolicy",
                "PutRetentionPolicy",
                "PutSubscriptionFilter",
            ),
        ),
    ),
    Alarm(
        "alarm-change",
        "What raises alarms, or whom they tell, was changed",
        _of_any(
            (
                "monitoring",
                ("DeleteAlarms", "DisableAlarmActions", "PutCompositeAlarm", "PutMetricAlarm", "SetAlarmState"),
            ),
            ("events", ("DeleteRule", "DisableRule", "PutRule", "RemoveTargets")),
            (
                "sns",
                ("DeleteTopic", "RemovePermission", "SetSubscriptionAttributes", "SetTopicAttributes", "Unsubscribe"),
            ),
        ),
    ),
    Alarm(
        "detector-change",
        "What looks for threats was switched off or told to be silent",
        _of_any(
            ("guardduty", ("CreateFilter", "Delete*", "Stop*", "Update*")),
            ("securityhub", ("BatchDisable*", "Delete*", "Disable*", "UpdateStandardsControl")),
            ("macie2", ("Delete*", "Disable*", "UpdateMacieSession")),
            ("inspector2", ("CreateFilter", "Disable*")),
            ("access-analyzer", ("CreateArchiveRule", "Delete*", "Update*")),
        ),
    ),
    Alarm(
        "key-loss",
        "A key was disabled, scheduled for deletion, or its policy changed",
        _events("kms", ("DisableKey*", "ScheduleKeyDeletion", "PutKeyPolicy", "DeleteImportedKeyMaterial")),
    ),
    # Runbooks ask people to agree before they act, and the session preferences say what is recorded.
    Alarm(
        "runbook-change",
        "A runbook was made or changed, or how sessions are recorded",
        _events(
            "ssm",
            ("CreateDocument", "DeleteDocument", "ModifyDocumentPermission", "UpdateDocument*", "UpdateServiceSetting"),
        ),
    ),
    Alarm(
        "bucket-policy-change",
        "A bucket's policy, access, lock, encryption or replication changed",
        _events(
            "s3",
            (
                "DeleteAccountPublicAccessBlock",
                "DeleteBucket*",
                "PutAccountPublicAccessBlock",
                "PutBucket*",
                "PutObjectLockConfiguration",
            ),
        ),
    ),
    Alarm(
        "config-change",
        "What records and judges settings was changed or stopped",
        _events(
            "config",
            (
                "Delete*",
                "PutConfigurationRecorder",
                "PutDeliveryChannel",
                "PutRetentionConfiguration",
                "StopConfigurationRecorder",
            ),
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
        "A way in or out was changed: a gateway or a tunnel",
        _events(
            "ec2",
            (
                "*CustomerGateway",
                "*InternetGateway",
                "*NatGateway",
                "*VpnConnection",
                "*VpnGateway",
                *_TRANSIT_GATEWAY,
            ),
        ),
    ),
    Alarm(
        "firewall-change",
        "What may pass a firewall was changed, or whether it is recorded",
        _of_any(
            ("network-firewall", ("Associate*", "Create*", "Delete*", "Disassociate*", "Update*")),
            ("wafv2", ("Delete*", "Disassociate*", "PutLoggingConfiguration", "Update*")),
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
        _events("backup", ("Delete*", "Disassociate*", "PutBackupVaultAccessPolicy", "Update*")),
    ),
    # What scales or serves starts machines by itself, and its calls name the service that made them.
    Alarm(
        "machine-start",
        "Somebody made or started a host by hand",
        "{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = RunInstances) || ($.eventName = StartInstances))"
        " && ($.userIdentity.invokedBy NOT EXISTS) }",
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
