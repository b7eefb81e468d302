"""Recordings of programs that nobody ran: written by hand, or made from a graph by going the map's way backwards."""

import json

from bastide.bridge.load import ID, bridge
from bastide.bridge.model import Shape
from bastide.model.graph import Encoded, Joined, Reference

MAIN = "__main__.py"


def recording(registrations=(), **changes):
    """Return a whole recording."""
    whole = {
        "schema": "bastide.recording/1",
        "language": "python",
        "program": MAIN,
        "project": "p",
        "stack": "dev",
        "sdks": {},
        "ended": "finished",
        "fault": None,
        "registrations": list(registrations),
        "invokes": [],
        "outputs": {},
        "opaque": [],
    }
    return {**whole, **changes}


def urn(token, name):
    return f"urn:pulumi:dev::p::{token}::{name}"


def registration(number, token, name, inputs=None, **changes):
    """Return one registration, on the line of its number in the main file unless told otherwise."""
    whole = {
        "number": number,
        "urn": urn(token, name),
        "type": token,
        "name": name,
        "custom": True,
        "inputs": inputs or {},
        "file": MAIN,
        "line": number + 1,
    }
    return {**whole, **changes}


class Backwards:
    """Makes the recording that a program with the same resources as a graph would leave."""

    def __init__(self, graph):
        self.resources = [one for one in graph.resources if one.mode == "resource"]
        self.providers = graph.providers
        self.map = bridge("aws")
        first = len(self.providers)
        self.numbers = {one.address: first + number for number, one in enumerate(self.resources)}

    def recording(self):
        made = [self.provider(number, one) for number, one in enumerate(self.providers)]
        made += [self.registration(one) for one in self.resources]
        return recording(made)

    def provider(self, number, block):
        name = block.get("alias") or "main"
        accounts = json.dumps(list(block.get("allowed_account_ids")))
        inputs = {"region": block.get("region"), "allowedAccountIds": accounts}
        return registration(number, "pulumi:providers:aws", name, inputs)

    def registration(self, one):
        known = self.map.by_terraform[one.type]
        number = self.numbers[one.address]
        alias = one.provider.partition(".")[2] or "main"
        waits = one.get("depends_on") or ()
        changes = {
            "provider": f"{urn('pulumi:providers:aws', alias)}::~[0.id]~",
            "dependencies": [self.urn(reference.address) for reference in waits],
        }
        for life in one.nested("lifecycle"):
            changes["protect"] = bool(life.get("prevent_destroy"))
            changes["ignoreChanges"] = [known.properties[str(name)].pulumi for name in life.get("ignore_changes") or ()]
        inputs = self.body(one.body, known.properties)
        return registration(number, known.token, one.name, inputs, **changes)

    def urn(self, address):
        kind, name = address.split(".")
        return urn(self.map.by_terraform[kind].token, name)

    def body(self, block, properties):
        found = {}
        for name, attribute in block.attributes.items():
            if name not in ("provider", "depends_on"):
                one = ID if name == "id" else properties[name]
                value = self.value(attribute.value)
                flat = one.flat and one.shape is Shape.VALUE
                found[one.pulumi] = value[0] if flat else value
        for inner in block.blocks:
            if inner.type in properties:
                one = properties[inner.type]
                said = self.body(inner, one.fields)
                if one.shape is Shape.MANY:
                    found.setdefault(one.pulumi, []).append(said)
                else:
                    found[one.pulumi] = said
        return found

    def value(self, value):
        match value:
            case Reference():
                return self.sentinel(value)
            case Joined(parts):
                return "".join(part if isinstance(part, str) else self.sentinel(part) for part in parts)
            case Encoded(inner):
                return json.dumps(self.value(inner))
            case tuple():
                return [self.value(item) for item in value]
            case dict():
                return {key: self.value(item) for key, item in value.items()}
            case bool() | str() | None:
                return value
            case _:
                return float(value)

    def sentinel(self, reference):
        kind = reference.address.partition(".")[0]
        properties = self.map.by_terraform[kind].outputs
        steps, path = list(reference.path), ""
        while steps:
            step = steps.pop(0)
            if isinstance(step, int):
                path += f"[{step}]"
                continue
            one = properties[step]
            path += f".{one.pulumi}"
            properties = one.fields
            if one.flat and steps:
                steps.pop(0)
        return f"~[{self.numbers[reference.address]}{path}]~"
