"""What stood before the platform: no code of ours makes it, so that its literal id and ARN are all we may name."""

from dataclasses import dataclass
from typing import TypeAlias

from bastide.hcl.literal import Address


@dataclass(frozen=True, slots=True)
class Given:
    """A network, key or bucket that the team has already; `arn` is empty where nothing names it."""

    id: str
    arn: str = ""

    def __str__(self) -> str:
        return self.arn or self.id


Named: TypeAlias = Address | Given
"""A resource of ours or one that was given: both have an `id` and an `arn` for what refers to them."""
