"""What each capability adds to the spec, one section a file."""

from bastide.spec.section import Section
from bastide.spec.sections import identity, shares

SECTIONS: tuple[Section, ...] = (
    identity.SECTION,
    shares.SECTION,
)
"""Every section, in the order in which a spec is written out."""
