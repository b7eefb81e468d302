"""Which paths one tree has and another has not, as traits."""

from collections.abc import Iterator, Mapping

from bastide.model.change import Aspect, Trait
from bastide.model.proof import Opening
from bastide.prove.segmentation.spans import minus, opened, shown

Openings = Mapping[tuple[str, str], Opening]


def paths(openings: Openings, others: Openings) -> Iterator[Trait]:
    """Yield what passes between two zones here and not there; what passes in both is no trait."""
    for (source, destination), opening in sorted(openings.items()):
        there = others.get((source, destination), Opening())
        for span in minus(opened(opening), opened(there)):
            subject = f"{source} -> {destination} {shown(span)}"
            yield Trait(Aspect.PATH, subject, "open", None, None)
