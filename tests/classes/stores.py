"""One store of each kind in one class, the stack that it becomes, and every way to weaken that stack by one line."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bastide.app.generate import generate
from bastide.graph.terraform import read_tree
from bastide.model.graph import Attribute, Block, Encoded, Joined, Reference, Resource, Value

CLASSES = ("general", "important", "core")
KINDS = {"object": "papers", "file": "scans", "postgres": "records"}
TODAY = date(2026, 12, 1)

_SPEC = """\
bastide: 1
platform: {{name: window, owner: data-bureau, cloud: aws, account: "123456789012", cidr: 10.40.0.0/16,
  regions: {{primary: ap-southeast-1, dr: ap-northeast-1}}}}
classes:                                     # those of the baseline; what else it switches on is judged elsewhere
  general:   {{encrypt: customer-key, rotate: 365d, tier: bronze}}
  important: {{encrypt: customer-key, rotate: 365d, tier: gold, access_log: true}}
  core:      {{encrypt: customer-key, rotate: 90d,  tier: gold, access_log: true, lock: true}}
tiers:
  bronze: {{rpo: 24h, rto: 72h, keep: 35d}}
  gold:   {{rpo: 1h,  rto: 4h,  keep: 1y, copy: dr, lock: true}}
zones: {{app: {{exposure: internal}}, data: {{exposure: isolated}}, ops: {{exposure: internal}}}}
flows:
  - {{from: app, to: data, allow: [tcp/5432, tcp/2049], why: the service reads its records}}
stores:
  papers:  {{kind: object,   zone: data, class: {0}}}
  scans:   {{kind: file,     zone: data, class: {0}}}
  records: {{kind: postgres, zone: data, class: {0}}}
workloads: {{desk: {{zone: app, kind: service, uses: [papers, scans, records]}}}}
access:
  entry: bastion
  roles: {{auditor: {{read: [logs], session: 4h, mfa: true}}}}
logging:
  audit: {{keep: 3y, immutable: true}}
  session: {{keep: 3y, immutable: true}}
  network: {{keep: 1y}}
  access: {{keep: 1y}}
  alerts: {{soc: soc@example.gov}}
waivers:
  - {{check: CKV_AWS_61, target: roles, owner: security, why: each trust demands a second factor, until: 2027-12-31}}
  - {{check: CKV_AWS_145, target: access-log, owner: security, why: AWS delivers to that key alone, until: 2027-12-31}}
  # the lowest class has no copy in another region
  - {{check: CKV_AWS_144, target: store/papers, owner: web-team, why: rebuilt from source, until: 2027-03-31}}
"""


def stack(data_class: str, folder: Path) -> Path:
    """Generate the stack of one store of each kind, all of one class, and return the tree."""
    spec = folder / f"{data_class}.yaml"
    spec.write_text(_SPEC.format(data_class), encoding="utf-8")
    return generate(spec, output=folder / data_class, today=TODAY, discard_edits=False).tree


def of_stores(tree: Path) -> tuple[Resource, ...]:
    """Return the resources by which a stack keeps its stores: their own files, their keys and their backups."""
    files = {*(f"store-{name}.tf" for name in KINDS.values()), "keys.tf", "backup.tf"}
    return tuple(one for one in read_tree(tree).resources if one.place.file in files)


def listing(tree: Path) -> list[str]:
    """Return what those resources are set to as lines `address.path = value`, sorted, classes and tiers unnamed."""
    trails = tuple(read_tree(tree).of_type("aws_cloudtrail"))
    lines = {line for one in (*of_stores(tree), *trails) for line in _settings(one.address, one.body)}
    return sorted({_unnamed(line) for line in lines if not _NAMING.search(line)})


_NAMING = re.compile(r"\.(tags|description|name|rule_name|Sid)\b[^=]*= |\.(depends_on)\[")
_CLASS = re.compile(r"(?<![a-z])(general|important|core)(?![a-z])")
_TIER = re.compile(r"(?<![a-z])(bronze|gold)(?![a-z])")


def _unnamed(line: str) -> str:
    return _TIER.sub("TIER", _CLASS.sub("CLASS", line))


def _settings(where: str, block: Block) -> Iterator[str]:
    if not block.attributes and not block.blocks:
        yield where
    for name, attribute in block.attributes.items():
        yield from _values(f"{where}.{name}", attribute.value)
    for inner in block.blocks:
        yield from _settings(f"{where}.{inner.type}", inner)


def _values(where: str, value: Value) -> Iterator[str]:
    match value:
        case Encoded(value=inner):
            yield from sorted({f"{where}: {one}" for one in _statements(inner)})
        case dict():
            for key, one in value.items():
                yield from _values(f"{where}.{key}", one)
        case tuple():
            for one in value:
                yield from _values(f"{where}[]", one)
        case _:
            yield f"{where} = {shown(value)}"


def _statements(document: Value) -> Iterator[str]:
    """Yield what each statement of a policy is called, or what it is about where it has no name."""
    listed = document.get("Statement", ()) if isinstance(document, dict) else ()
    for one in listed if isinstance(listed, tuple) else ():
        if isinstance(one, dict):
            yield f"{one.get('Effect')} {one.get('Sid') or shown(one.get('Action'))}"


def shown(value: Value) -> str:
    """Return a value as one line of text."""
    match value:
        case bool():
            return str(value).lower()
        case Joined(parts=parts):
            return "".join(f"${{{one}}}" if isinstance(one, Reference) else str(one) for one in parts)
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Loss:
    """Lines of one file to take out: an argument, a block or a resource (`what` names it)."""

    what: str
    file: str
    first: int
    last: int

    def taken(self, tree: Path, into: Path) -> Path:
        """Copy a tree without these lines and without its manifest, which would tell of any edit."""
        copy = shutil.copytree(tree, into, ignore=shutil.ignore_patterns("manifest.json"))
        lines = (copy / self.file).read_text(encoding="utf-8").splitlines(keepends=True)
        del lines[self.first - 1 : self.last]
        (copy / self.file).write_text("".join(lines), encoding="utf-8")
        return copy


def losses(tree: Path) -> Iterator[Loss]:
    """Yield every argument, block and resource that could be taken out of what keeps the stores."""
    for resource in of_stores(tree):
        yield Loss(resource.address, resource.place.file, resource.place.line, resource.body.end_line)
        yield from _losses(resource.address, resource.body)


def _losses(where: str, block: Block) -> Iterator[Loss]:
    for attribute in block.attributes.values():
        yield _loss(f"{where}.{attribute.name}", attribute)
    for inner in block.blocks:
        path = f"{where}.{inner.type}"
        yield Loss(path, inner.place.file, inner.place.line, inner.end_line)
        yield from _losses(path, inner)


def _loss(what: str, attribute: Attribute) -> Loss:
    return Loss(what, attribute.place.file, attribute.place.line, attribute.value_place.end_line)


def plain(what: str) -> str:
    """Return a setting's name without the label of its resource: `aws_s3_bucket.bucket`."""
    return re.sub(r"^(\w+)\.\w+", r"\1", what)
