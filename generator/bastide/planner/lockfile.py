"""`bastide.lock`: the address plan, pinned so that adding an agency or a zone never renumbers another."""

import json
from dataclasses import dataclass, field
from ipaddress import IPv4Network
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.source.plain_file import read_plain

VERSION = 1


@dataclass(frozen=True, slots=True)
class ZoneLock:
    """A zone's blocks, and the block of each of its copies; the agency `""` is the zone's only copy."""

    blocks: tuple[IPv4Network, ...]
    copies: dict[str, IPv4Network]


@dataclass(frozen=True, slots=True)
class Lock:
    """The pinned plan: the platform's block, availability zone letters in slot order, zones by name, the outer block.

    Zones and copies that left the spec stay listed, so that their addresses are not handed to a newcomer while
    the old ones may still exist; delete their lines to free them.
    """

    cidr: IPv4Network
    availability_zones: tuple[str, ...]
    zones: dict[str, ZoneLock] = field(default_factory=dict)
    outer_cidr: IPv4Network | None = None


def dumps(lock: Lock) -> str:
    """Return the lock's text: JSON, keys sorted, one copy a line, so that a change is a short diff."""
    zones = {
        name: {
            "blocks": [str(block) for block in zone.blocks],
            "copies": {agency: str(block) for agency, block in sorted(zone.copies.items())},
        }
        for name, zone in sorted(lock.zones.items())
    }
    document = {
        "bastide.lock": VERSION,
        "cidr": str(lock.cidr),
        **({} if lock.outer_cidr is None else {"outer_cidr": str(lock.outer_cidr)}),
        "availability_zones": list(lock.availability_zones),
        "zones": zones,
    }
    return json.dumps(document, indent=2) + "\n"


def read(path: Path) -> Lock | None:
    """Return the lock at `path`, None if there is none yet.

    Raises CannotAnswerError (PLAN001) if it can't be read or isn't a lock this version understands.
    """
    try:
        text = read_plain(path).decode()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(getattr(error, "strerror", None) or error).lower()) from error
    try:
        return _parse(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(path, f"{type(error).__name__}: {error}") from error


def _parse(document: dict[str, object]) -> Lock:
    if document["bastide.lock"] != VERSION:
        message = f"version {document['bastide.lock']!r} is not {VERSION}"
        raise ValueError(message)
    zones = document["zones"]
    letters = document["availability_zones"]
    if not isinstance(zones, dict) or not isinstance(letters, list):
        message = "`zones` must be a map and `availability_zones` a list"
        raise TypeError(message)
    return Lock(
        cidr=IPv4Network(str(document["cidr"])),
        availability_zones=tuple(str(letter) for letter in letters),
        zones={
            name: ZoneLock(
                blocks=tuple(IPv4Network(block) for block in zone["blocks"]),
                copies={agency: IPv4Network(block) for agency, block in zone["copies"].items()},
            )
            for name, zone in zones.items()
        },
        outer_cidr=IPv4Network(str(document["outer_cidr"])) if "outer_cidr" in document else None,
    )


def _unreadable(path: Path, reason: str) -> CannotAnswerError:
    return CannotAnswerError(
        [
            Diagnostic(
                code="PLAN001",
                message=f"the address lock `{path.name}` can't be used: {reason}",
                labels=(),
                why="without the pinned address plan, subnets could be renumbered and replaced",
                fix=f"restore `{path.name}` from version control; delete it only before the first deployment",
            )
        ]
    )
