"""Keys before they are placed in a region, and those that serve the platform itself."""

from dataclasses import dataclass, field

from bastide.hcl.literal import Address
from bastide.planner import registry
from bastide.planner.key_grants import Permission

YEARLY = 365
"""The rotation period that AWS KMS uses when none is given, in days (AWS KMS guide, rotating keys)."""

MASKING_KEY = "masking"
INSPECTION_KEY = "inspection"


@dataclass(frozen=True, slots=True)
class Purpose:
    """A key before it is placed in a region."""

    label: str
    path: str
    description: str
    rotate_days: int
    services: frozenset[str]
    level: str
    agency: str | None = None
    permissions: tuple[Permission, ...] = field(default=())
    needs: tuple[Address, ...] = ()


MASKING_PURPOSE = Purpose(
    label=MASKING_KEY,
    path="masks",
    description="what masks personal data",
    rotate_days=YEARLY,
    services=frozenset({"s3"}),
    level="platform",
)
"""The key of the script that masks: no workload may use it, so that none decides what is masked."""

INSPECTION_PURPOSE = Purpose(
    label=INSPECTION_KEY,
    path="inspection",
    description="what the firewalls are told",
    rotate_days=YEARLY,
    services=frozenset({"network-firewall"}),
    level="platform",
)
"""The key of the firewalls, their policy and its rules (AWS Network Firewall guide, encryption at rest)."""

IMAGES_PURPOSE = Purpose(
    label=registry.KEY_LABEL,
    path="workloads",
    description="images of containers",
    rotate_days=YEARLY,
    services=frozenset({"ecr"}),
    level="platform",
)
"""The key of the registry's repositories, which hold a grant of it (Amazon ECR guide, encryption at rest)."""
