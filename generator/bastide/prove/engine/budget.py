"""How much memory a proof may take."""

BUDGET = 4 * 2**30
"""Bytes, for each table of a proof: tables grow with the square of what they are about, so one is most of it."""


class EngineTooLargeError(Exception):
    """A network so large that a table of it would not fit; `what` the table is about, and its bytes."""

    def __init__(self, what: str, needed: int) -> None:
        self.what, self.needed = what, needed
        super().__init__(f"{what} need {needed / 2**30:.1f} GiB")


def require(needed: int, what: str) -> None:
    """Raise EngineTooLargeError if a table of so many bytes would go beyond the budget."""
    if needed > BUDGET:
        raise EngineTooLargeError(what, needed)
