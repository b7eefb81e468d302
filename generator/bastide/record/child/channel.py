"""What the program's process tells the recorder besides the protocol: types, notes, faults; one JSON object a line."""

from __future__ import annotations

import json
import os
import threading
from typing import Any

WAIT = 5.0
"""Seconds to wait for a type that was announced just before it was needed."""


class Sender:
    """The program's end."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._lock = descriptor, threading.Lock()
        self._told: set[tuple[str, str]] = set()

    def tell(self, kind: str, **said: Any) -> None:
        """Send one message."""
        line = (json.dumps({"kind": kind, **said}) + "\n").encode()
        with self._lock:
            while line:
                line = line[os.write(self._descriptor, line) :]

    def tell_once(self, kind: str, name: str, **said: Any) -> None:
        """Send a message unless one of that kind and name was sent."""
        if (kind, name) not in self._told:
            self._told.add((kind, name))
            self.tell(kind, name=name, **said)

    def knows(self, kind: str, name: str) -> bool:
        """Tell whether a message of that kind and name was sent."""
        return (kind, name) in self._told


class Receiver:
    """The recorder's end: reads in a thread of its own until the program's process is gone."""

    def __init__(self, descriptor: int) -> None:
        self.notes: list[dict[str, Any]] = []
        self.fault: dict[str, Any] | None = None
        self._shapes: dict[tuple[str, str], Any] = {}
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._read, args=(descriptor,), daemon=True)
        self._thread.start()

    def shape(self, kind: str, name: str, *, expected: bool) -> Any:
        """Return the shape that was announced, waiting for it where one is expected; None where none comes."""
        with self._news:
            if expected:
                self._news.wait_for(lambda: (kind, name) in self._shapes, WAIT)
            return self._shapes.get((kind, name))

    def finish(self) -> None:
        """Wait until everything sent was read."""
        self._thread.join(WAIT)

    def _read(self, descriptor: int) -> None:
        with os.fdopen(descriptor, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                try:
                    self._take(json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError):
                    continue  # the program wrote into what is not its own

    def _take(self, said: dict[str, Any]) -> None:
        with self._news:
            if said["kind"] in ("resource", "lookup"):
                self._shapes[said["kind"], said["name"]] = said["shape"]
                self._news.notify_all()
            elif said["kind"] == "fault":
                self.fault = said
            else:
                self.notes.append(said)
