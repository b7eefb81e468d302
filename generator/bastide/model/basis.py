"""What a tree was held against: a proof is worth no more than the declaration that it starts from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """The file that declares, its SHA-256 in hex, and whether a manifest beside it lists it with that digest.

    `listed` is None for a file that somebody named for this proof: no manifest speaks of it.
    """

    file: str
    digest: str
    listed: bool | None
