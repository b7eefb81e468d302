"""The policy document of `aws:iam/getPolicyDocument`, written as the provider writes it.

Source: the documented behaviour of the data source `aws_iam_policy_document` (order, merging by `sid`, single values as
plain text); a test holds it against the real provider.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

TOKEN = "aws:iam/getPolicyDocument:getPolicyDocument"  # noqa: S105 - Pulumi's word for a function's name
_VERSION = "2012-10-17"
_FIELDS = (
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "Condition",
)


def results(arguments: dict[str, Any]) -> dict[str, Any]:
    """Return what the function answers: the document as text, twice. ValueError where the provider would refuse."""
    document = merged(arguments)
    text = _text(document, indent=2)
    return {"id": "document", "json": text, "minifiedJson": _text(document, indent=None)}


def merged(arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the document: the sources, then its own statements, then what overrides them; the newer version wins."""
    sources = [_read(text) for text in _sources(arguments, "sourcePolicyDocuments", "sourceJson")]
    _once(statement for source in sources for statement in source["Statement"])
    own = _own(arguments)
    overrides = [_read(text) for text in _sources(arguments, "overridePolicyDocuments", "overrideJson")]
    found: dict[str, Any] = {"Version": "", "Id": "", "Statement": []}
    for one in (*sources, own, *overrides):
        found["Version"] = max(found["Version"], one["Version"])
        found["Id"] = one["Id"] or found["Id"]
        _lay(found["Statement"], one["Statement"])
    return {name: value for name, value in found.items() if value}


def _own(arguments: dict[str, Any]) -> dict[str, Any]:
    version = arguments.get("version") or _VERSION
    statements = [_statement(one, version) for one in arguments.get("statements") or []]
    _once(statements)
    return {"Version": version, "Id": arguments.get("policyId") or "", "Statement": statements}


def _sources(arguments: dict[str, Any], many: str, one: str) -> list[str]:
    listed = [*(arguments.get(many) or []), arguments.get(one)]
    return [text for text in listed if isinstance(text, str) and text.strip()]


def _read(text: str) -> dict[str, Any]:
    """Return a document given as text, its statements with their fields in order."""
    said = json.loads(text)
    statements = said.get("Statement") or []
    if not isinstance(statements, list):
        message = "the `Statement` of a policy document is no list"
        raise ValueError(message)  # noqa: TRY004 - what the provider refuses is one error
    return {
        "Version": said.get("Version") or "",
        "Id": said.get("Id") or "",
        "Statement": [_ordered(one) for one in statements],
    }


def _ordered(statement: dict[str, Any]) -> dict[str, Any]:
    found = {name: statement[name] for name in _FIELDS if statement.get(name)}
    if "Condition" in found:
        listed = (
            {"test": test, "variable": variable, "values": values if isinstance(values, list) else [values]}
            for test, variables in found["Condition"].items()
            for variable, values in variables.items()
        )
        found["Condition"] = _conditions(listed, str)
    return found


def _once(statements: Iterable[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for statement in statements:
        sid = statement.get("Sid")
        if sid and sid in seen:
            message = f"the Sid `{sid}` stands twice in the policy document"
            raise ValueError(message)
        seen.add(sid or "")


def _lay(statements: list[dict[str, Any]], added: list[dict[str, Any]]) -> None:
    """Add statements; one with the `Sid` of another takes its place."""
    for statement in added:
        sid = statement.get("Sid")
        same = next((index for index, one in enumerate(statements) if sid and one.get("Sid") == sid), None)
        if same is None:
            statements.append(statement)
        else:
            statements[same] = statement


def _statement(said: dict[str, Any], version: str) -> dict[str, Any]:
    """Return a statement as the provider writes one that was declared."""

    def text(value: Any) -> str:
        if version != _VERSION and "&{" in str(value):
            message = f"`&{{` means nothing in a policy document of version {version}"
            raise ValueError(message)
        return str(value).replace("&{", "${")

    found = {
        "Sid": said.get("sid"),
        "Effect": said.get("effect") or "Allow",
        "Action": _values(said.get("actions"), str),
        "NotAction": _values(said.get("notActions"), str),
        "Resource": _values(said.get("resources"), text),
        "NotResource": _values(said.get("notResources"), text),
        "Principal": _principals(said.get("principals"), text),
        "NotPrincipal": _principals(said.get("notPrincipals"), text),
        "Condition": _conditions(said.get("conditions"), text),
    }
    return {name: value for name, value in found.items() if value}


def _values(listed: Any, text: Callable[[Any], str]) -> Any:
    """Return a set of texts: the last in the alphabet first, a single one as plain text."""
    texts = sorted({text(one) for one in listed or []}, reverse=True)
    return texts[0] if len(texts) == 1 else texts


def _principals(listed: Any, text: Callable[[Any], str]) -> Any:
    found: dict[str, list[str]] = {}
    for one in listed or []:
        found.setdefault(one["type"], []).extend(one.get("identifiers") or [])
    if set(found) == {"*"} and set(found["*"]) == {"*"}:
        return "*"
    return {kind: _values(found[kind], text) for kind in sorted(found)}


def _conditions(listed: Any, text: Callable[[Any], str]) -> dict[str, Any]:
    found: dict[str, dict[str, list[str]]] = {}
    for one in listed or []:
        values = found.setdefault(one["test"], {}).setdefault(one["variable"], [])
        values += [text(value) for value in one.get("values") or []]
    return {test: {name: _few(found[test][name]) for name in sorted(found[test])} for test in sorted(found)}


def _few(values: list[str]) -> Any:
    return values[0] if len(values) == 1 else values


def _text(document: dict[str, Any], *, indent: int | None) -> str:
    """Return JSON as Go writes it: what means something in HTML is escaped."""
    text = json.dumps(document, indent=indent, ensure_ascii=False, separators=None if indent else (",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
