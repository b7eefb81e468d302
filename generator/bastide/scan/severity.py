"""How much a failed check of checkov matters, and the harm: its own data has neither without an account."""

import re
from dataclasses import dataclass
from functools import cache

from bastide.model.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class Weight:
    """A severity and the harm in one sentence."""

    severity: Severity
    why: str


_FAMILIES: tuple[tuple[Severity, str, tuple[str, ...]], ...] = (
    (
        Severity.CRITICAL,
        "one step from the internet, or from any account, to the data or to full control",
        (
            r"public (WRITE|READ)",
            r'full "\*-\*"',
            r"any Principal",
            r"any AWS principal",
            r"wildcard \(\*\) principal",
            r"AdministratorAccess",
            r"not (be )?publicly",
            r"[Nn]ot [Pp]ublic\b",
            r"exposed publicly",
            r"AuthType is not None",
            r"unauthenticated",
            r"Authenticated users",
            r"set to public",
            r"hard.?coded",
            r"full IAM privileges",
            r"IAMFullAccess",
            r"global view ACL",
        ),
    ),
    (
        Severity.HIGH,
        "what nobody outside should reach can be reached from the internet",
        (
            r"0\.0\.0\.0",
            r"open to the world",
            r"overly permissive",
            r"public(ly)? (IP|exposed|available|endpoint|access)",
            r"all Ports",
            r"Public Access block",
            r"block public",
            r"public ACL",
            r"restrict_public_buckets",
            r"internet access",
        ),
    ),
    (
        Severity.HIGH,
        "whoever takes over this identity gets more than its duty needs",
        (
            r"privilege escalation",
            r"credentials exposure",
            r"exfiltration",
            r"resource exposure",
            r'"\*" as a statement',
            r"write access without",
            r"ALL \(\*\) actions",
            r"assume (role|it)",
            r"Metadata Service",
            r"IMDSv2",
            r"privileged",
            r"[Aa]ccess keys?\b",
            r"default security group",
            r"OIDC authorization",
        ),
    ),
    (
        Severity.LOW,
        "the system is harder to watch or to run, without a direct way in",
        (
            r"description",
            r"\bX-?Ray\b",
            r"tracing",
            r"cach(e|ing)\b(?!.*encrypt)",
            r"cross-zone",
            r"EBS optimized",
            r"Create before destroy",
            r"enhanced (monitoring|health)",
            r"detailed monitoring",
            r"[Hh]ealthcheck",
            r"event notifications?",
            r"minor (upgrades?|version)",
            r"copy tags",
            r"performance insights enabled",
            r"container insights",
            r"default root object",
            r"geo restriction",
            r"concurrent execution",
            r"Dead Letter",
            r"attached to another resource",
            r"attached to EC2",
            r"at least one",
            r"failed uploads",
            r"default database name",
            r"latest (Fargate|version)",
            r"dedicated master",
        ),
    ),
    (
        Severity.MEDIUM,
        "with the provider's key nobody can withdraw access, see its use, or destroy it",
        (
            r"[Cc]ustomer.[Mm]anaged",
            r"\bCMKs?\b",
            r"KMS key",
            r"(using|by|with) KMS",
        ),
    ),
    (
        Severity.HIGH,
        "whoever is on the way can read and change the traffic",
        (
            r"transit",
            r"\bTLS\b",
            r"\bSSL\b",
            r"HTTPS",
            r"secure (data )?transport",
            r"HTTP (requests|protocol)",
            r"node-to-node",
            r"ciphers",
            r"secure protocols",
        ),
    ),
    (
        Severity.HIGH,
        "whoever gets a disk, a snapshot or a backup can read it",
        (r"[Ee]ncrypt",),
    ),
    (
        Severity.MEDIUM,
        "an incident can't be seen, or can't be reconstructed afterwards",
        (
            r"CloudTrail",
            r"flow log",
            r"[Ll]ogging",
            r"\blogs?\b",
            r"[Aa]udit",
            r"GuardDuty",
            r"AWS Config",
        ),
    ),
    (
        Severity.MEDIUM,
        "a mistake, a fault or an attacker can destroy what can't be restored",
        (
            r"backup",
            r"snapshot",
            r"point in time",
            r"versioning",
            r"[Rr]eplication",
            r"deletion protection",
            r"Multi-?AZ",
            r"failover",
        ),
    ),
    (
        Severity.MEDIUM,
        "an attack that is known and cheap is not stopped here",
        (
            r"WAF",
            r"password",
            r"rotat",
            r"MFA",
            r"IAM (database )?authentication",
        ),
    ),
)
"""Families of checks by words of their names; the first that fits decides."""

_DEFAULT = Weight(Severity.MEDIUM, "the setting weakens the protection that the platform promises")
_COMPILED = tuple((re.compile("|".join(words)), Weight(severity, why)) for severity, why, words in _FAMILIES)

_OVERRIDES = {
    "CKV_AWS_66": Severity.LOW,
    "CKV_AWS_18": Severity.MEDIUM,
    "CKV_AWS_67": Severity.HIGH,
    "CKV_AWS_251": Severity.HIGH,
    "CKV2_AWS_11": Severity.HIGH,
    "CKV2_AWS_62": Severity.LOW,
    "CKV_AWS_382": Severity.MEDIUM,
    "CKV_AWS_252": Severity.LOW,
}
"""Checks whose name misleads."""


@cache
def weigh(check_id: str, name: str) -> Weight:
    """Return the severity and the harm of a failed check, by its id and name."""
    found = next((weight for pattern, weight in _COMPILED if pattern.search(name)), _DEFAULT)
    severity = _OVERRIDES.get(check_id)
    return found if severity is None else Weight(severity, found.why)
