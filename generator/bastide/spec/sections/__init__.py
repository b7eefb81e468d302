"""What each capability adds to the spec, one section a file."""

from bastide.spec.section import Section
from bastide.spec.sections import ferries, identity, masks, shares, sites

SECTIONS: tuple[Section, ...] = (
    ferries.SECTION,
    identity.SECTION,
    masks.SECTION,
    shares.SECTION,
    sites.SECTION,
)
"""Every section, in the order in which a spec is written out."""
