"""How much memory a proof may take."""

BUDGET = 6 * 2**30
"""Bytes."""


class EngineTooLargeError(Exception):
    """A network with so many sites and traffic atoms that its tables would not fit; holds the sizes."""

    def __init__(self, sites: int, words: int, needed: int) -> None:
        self.sites, self.words, self.needed = sites, words, needed
        super().__init__(f"{sites} address classes with {words} words of traffic each need {needed / 2**30:.1f} GiB")


def require(sites: int, words: int, copies: int) -> None:
    """Raise EngineTooLargeError if so many square tables of words would go beyond the budget."""
    needed = sites * sites * words * 8 * copies
    if needed > BUDGET:
        raise EngineTooLargeError(sites, words, needed)
