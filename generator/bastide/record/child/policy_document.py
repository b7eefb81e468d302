"""The policy document that the AWS provider renders from its data source's arguments.

Source: hashicorp/aws, data source `aws_iam_policy_document`: single values are texts, several are sorted downward.
"""

from __future__ import annotations

import json
from typing import Any

LISTS = (("actions", "Action"), ("notActions", "NotAction"), ("resources", "Resource"), ("notResources", "NotResource"))
PRINCIPALS = (("principals", "Principal"), ("notPrincipals", "NotPrincipal"))


def rendered(args: dict[str, Any]) -> str:
    """Return the JSON of a policy document."""
    document: dict[str, Any] = {"Version": args.get("version") or "2012-10-17"}
    if args.get("policyId"):
        document["Id"] = args["policyId"]
    statements = _merged(args)
    if statements:
        document["Statement"] = statements
    return json.dumps(document, indent=2, ensure_ascii=False)


def _merged(args: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all statements: sources first, then one's own, then overrides; a later one replaces its `Sid`."""
    found: list[dict[str, Any]] = []
    for text in (args.get("sourceJson"), *(args.get("sourcePolicyDocuments") or ())):
        found += _parsed(text)
    for one in (_statement(said) for said in args.get("statements") or ()):
        found = _put(found, one)
    for text in (args.get("overrideJson"), *(args.get("overridePolicyDocuments") or ())):
        for one in _parsed(text):
            found = _put(found, one)
    return found


def _put(found: list[dict[str, Any]], one: dict[str, Any]) -> list[dict[str, Any]]:
    kept = [other for other in found if not one.get("Sid") or other.get("Sid") != one["Sid"]]
    return [*kept, one]


def _parsed(text: Any) -> list[dict[str, Any]]:
    if not isinstance(text, str) or not text:
        return []
    said = json.loads(text).get("Statement") or []
    return said if isinstance(said, list) else [said]


def _statement(said: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"Sid": said["sid"]} if said.get("sid") else {}
    found["Effect"] = said.get("effect") or "Allow"
    for name, key in LISTS:
        if said.get(name):
            found[key] = _values(said[name])
    for name, key in PRINCIPALS:
        if said.get(name):
            found[key] = _principals(said[name])
    if said.get("conditions"):
        found["Condition"] = _conditions(said["conditions"])
    return found


def _principals(said: list[dict[str, Any]]) -> Any:
    found: dict[str, list[str]] = {}
    for one in said:
        found.setdefault(one["type"], []).extend(one["identifiers"])
    if found == {"*": ["*"]}:
        return "*"
    return {name: _values(found[name]) for name in sorted(found)}


def _conditions(said: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in said:
        values = list(one["values"])
        found.setdefault(one["test"], {})[one["variable"]] = values[0] if len(values) == 1 else values
    return found


def _values(said: list[str]) -> Any:
    values = sorted(set(said), reverse=True)
    return values[0] if len(values) == 1 else values
