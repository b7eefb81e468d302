"""Hosts and containers that a platform runs by itself: how large, how many, and from which image."""

from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """How large one host or container is."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Compute:
    """What runs, and between how many and how many of it; `port` is 0 where nothing connects to it."""

    image: str
    port: int
    size: Size
    least: int
    most: int
