"""The capabilities of a platform, in the order of the stack's README."""

from collections.abc import Callable, Iterator

from bastide.planner import network, providers
from bastide.planner.context import Context, StackFile

CAPABILITIES: tuple[Callable[[Context], Iterator[StackFile]], ...] = (
    providers.files,
    network.files,
)
