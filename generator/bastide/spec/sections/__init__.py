"""What each capability adds to the spec, one section a file."""

from bastide.spec.section import Section
from bastide.spec.sections import (
    audit,
    destruction,
    detection,
    existing,
    ferries,
    identity,
    inspection,
    masks,
    recovery,
    shares,
    sites,
)

SECTIONS: tuple[Section, ...] = (
    audit.SECTION,
    detection.SECTION,
    existing.SECTION,
    ferries.SECTION,
    identity.SECTION,
    destruction.SECTION,
    inspection.SECTION,
    masks.SECTION,
    recovery.SECTION,
    shares.SECTION,
    sites.SECTION,
)
"""Every section, in the order in which a spec is written out."""
