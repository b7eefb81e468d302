"""What is held against the running platform: rules that AWS manages, by area of the audit and by control.

The names and parameters are those of the AWS Config developer guide, "List of AWS Config Managed Rules". A rule stands
here only if the platform promises what it asks for: a rule that would report our own decisions would teach people to
overlook reports.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bastide.model.audit import Area
from bastide.model.platform import INTERNET, Platform
from bastide.model.traffic import Protocol, Traffic

GROUP_DAYS = "365"
"""What log groups are held to: the shortest term over six months that CloudWatch and the rule both know."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that AWS manages, the control that it watches, and its parameters as text."""

    identifier: str
    control: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The rule's name, as a person reads it."""
        return self.identifier.lower().replace("_", "-")

    @property
    def label(self) -> str:
        """The rule's name inside the pack's template: letters and digits."""
        return "".join(word.capitalize() for word in self.identifier.split("_"))

    @property
    def properties(self) -> dict[str, object]:
        """The rule as the pack's template describes it."""
        made: dict[str, object] = {
            "ConfigRuleName": self.name,
            "Source": {"Owner": "AWS", "SourceIdentifier": self.identifier},
        }
        return {**made, "InputParameters": dict(self.parameters)} if self.parameters else made


ARCHITECTURE = (
    Check("VPC_DEFAULT_SECURITY_GROUP_CLOSED", "NET-11"),
    Check("INCOMING_SSH_DISABLED", "BND-10"),
    Check("EC2_INSTANCE_NO_PUBLIC_IP", "BND-09"),
    Check("SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED", "BND-09"),
    Check("EC2_IMDSV2_CHECK", "IAM-17"),
    Check("ALB_WAF_ENABLED", "BND-07"),
    Check("VPC_FLOW_LOGS_ENABLED", "AUD-05"),
)
DATA = (
    Check("ENCRYPTED_VOLUMES", "DAT-01"),
    Check("EC2_EBS_ENCRYPTION_BY_DEFAULT", "DAT-01"),
    Check("RDS_STORAGE_ENCRYPTED", "DAT-01"),
    Check("RDS_SNAPSHOT_ENCRYPTED", "DAT-01"),
    Check("EFS_ENCRYPTED_CHECK", "DAT-01"),
    Check("BACKUP_RECOVERY_POINT_ENCRYPTED", "DAT-01"),
    Check("CMK_BACKING_KEY_ROTATION_ENABLED", "DAT-02"),
    Check("KMS_CMK_NOT_SCHEDULED_FOR_DELETION", "DAT-02"),
    Check("S3_BUCKET_SSL_REQUESTS_ONLY", "DAT-05"),
    Check("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", "DAT-09"),
    Check("S3_BUCKET_PUBLIC_READ_PROHIBITED", "DAT-09"),
    Check("S3_BUCKET_PUBLIC_WRITE_PROHIBITED", "DAT-09"),
    Check("RDS_INSTANCE_PUBLIC_ACCESS_CHECK", "DAT-09"),
    Check("RDS_SNAPSHOTS_PUBLIC_PROHIBITED", "DAT-09"),
    Check("EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK", "DAT-09"),
    Check("S3_BUCKET_VERSIONING_ENABLED", "BAK-01"),
    Check("DB_INSTANCE_BACKUP_ENABLED", "BAK-01"),
)
ACCESS = (
    Check("ROOT_ACCOUNT_MFA_ENABLED", "IAM-14"),
    Check("IAM_ROOT_ACCESS_KEY_CHECK", "IAM-14"),
    Check("MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", "IAM-04"),
    Check("IAM_USER_MFA_ENABLED", "IAM-04"),
    Check("IAM_USER_UNUSED_CREDENTIALS_CHECK", "IAM-11", {"maxCredentialUsageAge": "90"}),
    Check("ACCESS_KEYS_ROTATED", "IAM-11", {"maxAccessKeyAge": "90"}),
    Check("IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "IAM-06"),
    Check("IAM_USER_NO_POLICIES_CHECK", "IAM-06"),
)
OPERATIONS = (
    Check("MULTI_REGION_CLOUD_TRAIL_ENABLED", "AUD-01"),
    Check("CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED", "AUD-02"),
    Check("CLOUD_TRAIL_ENCRYPTION_ENABLED", "AUD-02"),
    Check("CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED", "AUD-04"),
    Check("CW_LOGGROUP_RETENTION_PERIOD_CHECK", "AUD-03", {"MinRetentionTime": GROUP_DAYS}),
    Check("CLOUDWATCH_LOG_GROUP_ENCRYPTED", "AUD-02"),
    Check("ELB_LOGGING_ENABLED", "AUD-05"),
    Check("WAFV2_LOGGING_ENABLED", "AUD-05"),
    Check("EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK", "OPS-03"),
)
PASSWORDS, OPEN_PORTS = "IAM_PASSWORD_POLICY", "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS"
OPEN_TO_ALL = {Protocol.TCP: "authorizedTcpPorts", Protocol.UDP: "authorizedUdpPorts"}
DETECTED = (Check("GUARDDUTY_ENABLED_CENTRALIZED", "BND-13"), Check("SECURITYHUB_ENABLED", "OPS-06"))
_FIXED = {
    Area.ARCHITECTURE: ARCHITECTURE,
    Area.DATA: DATA,
    Area.ACCESS: ACCESS,
    Area.OPERATIONS: OPERATIONS,
}


def checks(platform: Platform, area: Area) -> Iterator[Check]:
    """Yield the rules of an area: those that hold everywhere, and those of what this platform declares."""
    yield from _FIXED[area]
    if area is Area.ARCHITECTURE:
        yield Check(OPEN_PORTS, "BND-09", _open_ports(platform))
    identity = platform.identity
    if area is Area.ACCESS and identity is not None:
        demands = {
            "MinimumPasswordLength": str(identity.password_length),
            "MaxPasswordAge": str(identity.password_days),
        }
        yield Check(PASSWORDS, "IAM-02", demands)
    if area is Area.OPERATIONS and platform.detection is not None:
        yield from DETECTED


def _open_ports(platform: Platform) -> dict[str, str]:
    """Return the ports that flows open to the internet; without a parameter the rule allows none."""
    found: dict[str, str] = {}
    for protocol, parameter in OPEN_TO_ALL.items():
        open_to_all = {one.traffic for one in platform.flows if one.source.zone == INTERNET}
        ports = [_range(one) for one in sorted(open_to_all) if one.protocol is protocol]
        if ports:
            found[parameter] = ",".join(ports)
    return found


def _range(traffic: Traffic) -> str:
    return str(traffic.first) if traffic.first == traffic.last else f"{traffic.first}-{traffic.last}"
