"""Values that a program registered, as Terraform can write them."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bastide.graph.pulumi.holes import DEPLOYED, Holes, shown
from bastide.graph.pulumi.outputs import OpaqueOutputError, Outputs
from bastide.graph.pulumi.sentinels import CutError, Output, Step, pieces
from bastide.graph.pulumi.written import Json, Key, Origin, Path, Written
from bastide.hcl.literal import Template
from bastide.hcl.traversal import Traversal

_UNKNOWN, _HIDDEN, _ASSET = "$unknown", "$secret", "$asset"
_UNSET = re.compile(r"~\[config:([^\]]*)\]~")
"""Stands in a text for configuration that is required and was not given, or is encrypted."""
_CUT = "the program worked on a text that stands for what is known only after deploying"
_KEPT = "it is a secret that is set from outside the program"
_MISSING = "the configuration that gives it is missing"
_TOO_WIDE = "it can't be written as text"
_RAW = frozenset({"user_data", "user_data_base64"})
_OBJECTS = frozenset({"aws_s3_object", "aws_s3_bucket_object", "aws_s3_bucket_objectv2", "alicloud_oss_bucket_object"})
"""Attributes in which a text is a file: the same JSON spelled otherwise would be another file."""
PLACEHOLDER = "placeholder"
"""What a recorder gives a program for configuration that is missing; also the kind of its note."""
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a value stands: what registered it, the path, and Terraform's names of the type and the attribute."""

    origin: Origin
    path: Path
    attribute: str = ""
    secrets: frozenset[str] = frozenset()
    kind: str = ""

    @property
    def is_file(self) -> bool:
        """Whether a text here is a file, byte by byte."""
        return self.attribute in _RAW or (self.kind in _OBJECTS and self.attribute == "content")

    def at(self, step: Step) -> "Site":
        """Return the site of an entry of what stands here."""
        return replace(self, path=(*self.path, step))


class Values:
    """Converts the values of one recording; `source` is the program's own text, in which secrets may stand.

    With `placeholders`, there are texts that only stand for configuration which is missing.
    """

    def __init__(self, outputs: Outputs, holes: Holes, source: str, *, placeholders: bool = False) -> None:
        self._outputs = outputs
        self._placeholder = PLACEHOLDER if placeholders else None
        self._holes = holes
        self._source = source

    def value(self, value: Any, site: Site) -> Written:
        """Return a value as it is written; what is not known becomes a variable and is noted."""
        if site.secrets and self._hidden(value, site):
            return self._holes.value(_KEPT, site.origin, site.path)
        match value:
            case str():
                return self._text(value, site)
            case Mapping():
                return self._object(value, site)
            case list():
                return [self.value(item, site.at(index)) for index, item in enumerate(value)]
            case bool() | int() | float() | None if value is None or math.isfinite(value):
                return value
            case _:
                return self._holes.value(_TOO_WIDE, site.origin, site.path)

    def encoded(self, value: Any, site: Site) -> Written:
        """Return a value of an attribute that holds JSON as text, given as data."""
        written = self.value(value, site)
        return Json(written) if isinstance(written, list | dict) else written

    def is_opaque(self, value: Any) -> bool:
        """Tell whether a value is one that only deploying tells."""
        return isinstance(value, Mapping) and (_UNKNOWN in value or _HIDDEN in value)

    def _hidden(self, value: Any, site: Site) -> bool:
        literal_text = isinstance(value, str) and bool(value) and "~[" not in value
        return literal_text and shown(site.path) in site.secrets and value not in self._source

    def _object(self, value: Mapping[str, Any], site: Site) -> Written:
        if _UNKNOWN in value:
            return self._holes.value(DEPLOYED, site.origin, site.path)
        if _HIDDEN in value:
            return self._holes.value(_KEPT, site.origin, site.path)
        if _ASSET in value:
            return self.value(value[_ASSET], site)
        return {self._key(key, site): self.value(item, site.at(key)) for key, item in value.items()}

    def _key(self, key: str, site: Site) -> Key:
        written = self._plain(key, site)
        if isinstance(written, str | Template):
            return written
        return Template(written)

    def _text(self, value: str, site: Site) -> Written:
        data = None if site.is_file else _document(value)
        return self._plain(value, site) if data is None else Json(self.value(data, site))

    def _plain(self, value: str, site: Site) -> str | Traversal | Template:
        if not value.isascii() and _HALF.search(value):
            return self._holes.value(_TOO_WIDE, site.origin, site.path)
        if value == self._placeholder:
            return self._holes.value(_MISSING, site.origin, site.path)
        try:
            found = [part if isinstance(part, str) else self._reference(part, site) for part in pieces(value)]
        except CutError:
            unset = _UNSET.search(value)
            reason = _CUT if unset is None else f"the configuration `{unset[1]}` is not known"
            return self._holes.value(reason, site.origin, site.path)
        if len(found) == 1:
            return found[0]
        return Template(*found)

    def _reference(self, output: Output, site: Site) -> Traversal:
        try:
            return self._outputs.traversal(output)
        except OpaqueOutputError as error:
            return self._holes.value(str(error), site.origin, site.path)


def _document(text: str) -> Any:
    """Return the object or list that a text holds in JSON, None for any other text.

    A document that says a key twice is left as it is: who reads it decides which one counts.
    """
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        found = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError
    return dict(pairs)


def _refuse(word: str) -> Any:
    raise ValueError(word)
