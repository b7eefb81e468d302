"""Who is given what of a store by an agreement that the spec declares: its receivers, and its masked copies."""

from bastide.spec.draft import Draft

SHARES, MASKS = "shares", "masks"


def shared_with(draft: Draft, store: str, agency: str | None) -> bool:
    """Whether a share lets an agency read a store of another."""
    return any(
        owned.item.text("store") == store and any(item.value == agency for item in owned.item.items("to"))
        for owned in draft.entries(SHARES).values()
    )


def copies_of(draft: Draft, store: str) -> list[str]:
    """Return the stores that hold a masked copy of one."""
    found = (owned.item for owned in draft.entries(MASKS).values())
    return sorted({item.text("to") for item in found if item.text("of") == store})
