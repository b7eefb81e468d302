"""What the account as a whole demands of whoever signs in, whatever the platform's own roles say."""

from dataclasses import dataclass

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Organization:
    """The account that manages the organisation, and the root, units or accounts whose powers it cuts."""

    management: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Rules of the account; terms in days. `notify` is the channel that hears of access from outside."""

    password_length: int
    password_days: int
    unused_days: int
    notify: str
    organization: Organization | None
    place: Place
