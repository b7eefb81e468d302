"""What takes the SDK long and changes nothing: done otherwise, or left out."""

from __future__ import annotations

import asyncio
import gc
import sys
from types import SimpleNamespace
from typing import Any

_RARELY = (200_000, 20, 50)
_TURNS = 200


def install() -> None:
    """Change the SDK that is loaded."""
    gc.set_threshold(*_RARELY)  # what an import makes is kept; looking through it takes a tenth of a run
    sys.modules["pulumi.log"].debug = _silence  # type: ignore[attr-defined] # a call to the engine each, which nobody reads
    stack = sys.modules["pulumi.runtime.stack"]
    stack.asyncio = _Waiting()  # type: ignore[attr-defined]


def _silence(*_arguments: Any, **_named: Any) -> None:
    """Say nothing."""


class _Waiting(SimpleNamespace):
    """The standard library's module, with a way to wait for many outputs that does not ask each one every time."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def wait(self, tasks: Any, **named: Any) -> Any:
        """Return what is done of some tasks, and the rest, once anything is."""
        listed = list(tasks)
        if named != {"return_when": asyncio.FIRST_COMPLETED}:
            return await asyncio.wait(listed, **named)
        ready = getattr(asyncio.get_running_loop(), "_ready", ())
        while True:
            for _ in range(_TURNS):  # what is ready now makes most of them done: asking later is asking less often
                if not ready:
                    break
                await asyncio.sleep(0)
            done = {task for task in listed if task.done()}
            if done:
                return done, [task for task in listed if task not in done]
            if not ready:
                return await asyncio.wait(listed, **named)
