"""What each capability adds to the spec, one section a file."""

from bastide.spec.section import Section

SECTIONS: tuple[Section, ...] = ()
"""Every section, in the order in which a spec is written out."""
