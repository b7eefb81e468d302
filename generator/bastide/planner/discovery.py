"""Discovery of personal data: which stores Macie looks through, and the role that it does so with."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.kinds import StoreKind
from bastide.model.platform import Store
from bastide.planner.context import Context

WITHOUT_MACIE = "aws-cn"
"""Macie has no endpoint in the China regions (AWS General Reference)."""

ACCOUNT = Address("aws_macie2_account", "main")
"""Macie in the primary region; switching it on makes its role, which a policy can name only then."""

READER = "role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"
"""Macie's own role (Macie user guide, "Using service-linked roles")."""


@dataclass(frozen=True, slots=True)
class Job:
    """What looks through a store for personal data."""

    path: str
    label: str
    name: str
    description: str
    bucket: Address
    tags: dict[str, str]


def has_macie(context: Context) -> bool:
    """Tell whether the platform's regions have a service that looks for personal data."""
    return context.platform.detection is not None and context.partition != WITHOUT_MACIE


def reader(context: Context) -> str:
    """Return the ARN of the role with which Macie reads."""
    return context.arn("iam", READER)


def is_searched(context: Context, store: Store) -> bool:
    """Tell whether Macie looks through a store: it reads object stores, and no others."""
    return has_macie(context) and store.personal and store.kind is StoreKind.OBJECT


def searched(context: Context) -> Iterator[Store]:
    """Yield the stores that Macie looks through."""
    yield from (store for store in context.platform.stores if is_searched(context, store))
