"""Plan to the bytes of a stack: HCL from templates, what was declared, and a manifest of it all."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from bastide import __version__
from bastide.hcl.layout import align
from bastide.model import intent_json
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.intent import Intent
from bastide.planner import lockfile
from bastide.planner.plan import Plan
from bastide.render import data_flows, log_schema, readme, response
from bastide.render.digest import platform_digest, sha256
from bastide.render.ownership import MANIFEST
from bastide.render.templates import CLOUD, environment

MANIFEST_SCHEMA = "bastide.manifest/1"
INTENT = "intent.json"
README = "README.md"


def files(plan: Plan, library: Path) -> dict[str, bytes]:
    """Return every file of the stack by its path, the manifest included; the same plan gives the same bytes."""
    written = {path: align(text).encode() for path, text in rendered(plan, library).items()}
    written |= {path: text.encode() for path, text in pages(plan, library).items()}
    written[README] = readme.text(plan).encode()
    if plan.intent.sources:
        written[log_schema.FILE] = log_schema.text(plan.intent).encode()
    if plan.intent.tiers:
        written[response.FILE] = response.text(plan.intent).encode()
    if data_flows.needed(plan.platform):
        written[data_flows.NAME] = data_flows.text(plan.platform, plan.intent).encode()
    return finished(plan, library, written, plan.intent, {file.path: file.target for file in plan.files})


def rendered(plan: Plan, library: Path) -> dict[str, str]:
    """Return the Terraform files as the templates write them, not yet laid out; CannotAnswerError (GEN005)."""
    written = _rendered(plan, library, {".tf"})
    _refuse_doubles(plan, written)
    return written


def pages(plan: Plan, library: Path) -> dict[str, str]:
    """Return the pages that people read (`runbooks/*.md`); their templates write what a spec says by `note` alone."""
    return _rendered(plan, library, {".md"})


def _rendered(plan: Plan, library: Path, suffixes: Collection[str]) -> dict[str, str]:
    env = environment(library, plan.platform.frameworks)
    chosen = (file for file in plan.files if PurePosixPath(file.path).suffix in suffixes)
    return {file.path: env.get_template(file.template).render(file.inputs) for file in chosen}


def finished(
    plan: Plan, library: Path, written: Mapping[str, bytes], intent: Intent, targets: Mapping[str, str]
) -> dict[str, bytes]:
    """Add what every tree holds: the declaration, and the manifest, which says what part of the spec files serve."""
    whole = {**written, INTENT: intent_json.dumps(intent).encode()}
    whole[MANIFEST] = _manifest(plan, library, whole, targets).encode()
    return dict(sorted(whole.items()))


_HEADER = re.compile(r'^[ \t]*(?:resource|data)[ \t]+"([^"]+)"[ \t]+"([^"]+)"', re.MULTILINE)


def _refuse_doubles(plan: Plan, written: Mapping[str, str]) -> None:
    """Two names of a spec may meet in one Terraform address; better refused than merged by accident."""
    targets = {file.path: file.target for file in plan.files}
    first: dict[tuple[str, ...], str] = {}
    faults = set()
    for path, content in written.items():
        for address in _HEADER.findall(content):
            if address in first:
                faults.add(_double(".".join(address), targets[path], targets[first[address]]))
            first[address] = path
    if faults:
        raise CannotAnswerError(sorted(faults, key=lambda fault: fault.message))


def _double(address: str, target: str, other: str) -> Diagnostic:
    return Diagnostic(
        code="GEN005",
        message=f"`{target}` and `{other}` would both be called `{address}`",
        labels=(),
        why="two things under one address: Terraform refuses the tree",
        fix="rename one of the two in the spec",
    )


def _manifest(plan: Plan, library: Path, written: Mapping[str, bytes], targets: Mapping[str, str]) -> str:
    templates = {file.path: file.template for file in plan.files}
    document = {
        "schema": MANIFEST_SCHEMA,
        "bastide": __version__,
        "platform": plan.platform.name,
        "digests": {
            "spec": platform_digest(plan.platform),
            "lock": sha256(lockfile.dumps(plan.lock).encode()),
            "templates": _templates_digest(plan, library),
        },
        "files": {
            path: {
                "sha256": sha256(content),
                **({"target": targets[path]} if path in targets else {}),
                **({"template": f"modules/{CLOUD}/{templates[path]}"} if path in templates else {}),
            }
            for path, content in sorted(written.items())
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _templates_digest(plan: Plan, library: Path) -> str:
    digest = hashlib.sha256()
    for template in sorted({file.template for file in plan.files}):
        digest.update(template.encode() + b"\0" + (library / "modules" / CLOUD / template).read_bytes() + b"\0")
    return digest.hexdigest()
