"""What all OSCAL documents are made of: names that stay the same, metadata, properties, text in two languages.

The form is NIST's OSCAL, https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/complete/json-reference/.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from bastide import __version__
from bastide.model.control import Wording
from bastide.report.json_report import Json

VERSION = "1.2.1"
"""The version of OSCAL that is written; tests validate it by the schema of 1.2.3."""
NAMESPACE = "urn:bastide:oscal"
"""The namespace of our own properties: OSCAL leaves names without one to itself."""

_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)


def named(*parts: str) -> str:
    """Return the UUID (version 5) of a thing, from what names it: the same thing has the same one in every report."""
    return str(uuid.uuid5(_ROOT, "\0".join(parts)))


def moment(day: date) -> str:
    """Return the start of a day in UTC; no report reads the clock."""
    return datetime.combine(day, time(), UTC).isoformat()


def metadata(title: Wording, version: str, day: date) -> dict[str, Json]:
    """Return a document's head: its title in both languages, and when it was last changed."""
    return {
        "title": title.en,
        "last-modified": moment(day),
        "version": version,
        "oscal-version": VERSION,
        "props": props(("title-zh", title.zh), ("tool", f"bastide {__version__}")),
    }


def props(*pairs: tuple[str, str]) -> list[Json]:
    """Return properties of our own; one without a value is left out."""
    return [prop(name, value) for name, value in pairs if value.strip()]


def prop(name: str, value: str, kind: str = "") -> Json:
    """Return one property of our own; values stand on one line, as OSCAL wants them."""
    found: dict[str, Json] = {"name": name, "ns": NAMESPACE, "value": line(value)}
    return found | ({"class": kind} if kind else {})


def line(text: str) -> str:
    """Return a text on one line, without blanks at its ends."""
    return " ".join(text.split())


def some(**fields: object) -> dict[str, Json]:
    """Return the fields that hold something, with `-` for `_`: OSCAL refuses empty lists."""
    kept = ((name.replace("_", "-"), value) for name, value in fields.items())
    return {name: value for name, value in kept if value not in (None, "", [], {})}  # type: ignore[misc]


def references(uuids: Iterable[str], key: str) -> list[Json]:
    """Return what points at other parts of the document by their UUIDs."""
    return [{key: one} for one in uuids]
