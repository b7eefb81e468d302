"""How much work a function does, as a number that no busy machine can change."""

import sys
from collections.abc import Callable


def calls(function: Callable[[], object]) -> int:
    """Return how many functions are called, Python's and C's, while `function` runs in this thread.

    What loops over the characters, lines or pairs of its input calls something for each, so a step that grows faster
    than its input shows here, on any machine and with any neighbour. A loop inside one call of C doesn't.
    """
    made = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
    return made
