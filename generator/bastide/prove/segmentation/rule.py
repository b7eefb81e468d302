"""What a rule of segmentation is."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from bastide.model.finding import Finding
from bastide.prove.segmentation.evidence import Evidence

Check: TypeAlias = Callable[[Evidence], Iterator[Finding]]
