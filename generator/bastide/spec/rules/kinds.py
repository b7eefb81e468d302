"""Which keys each kind of workload must have, and which mean something to it."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item

_IMAGE = "image: ami-0a1b2c3d4e5f67890"
_CONTAINER = "image: 123456789012.dkr.ecr.REGION.amazonaws.com/NAME@sha256:DIGEST"
_SHARED = {"size": "size: small", "count": "count: {least: 2, most: 6}"}
_MODEL = "model: {parameters: 70b, precision: fp16, weights: models, file: r1-70b.tar, digest: sha256:...}"

_NEEDED: Mapping[str, Mapping[str, str]] = {
    "hall": {"site": "site: hall-tianhe", "image": "image: window-2026-10", "sessions": "sessions: 40"},
    "container": {"image": _CONTAINER, "port": "port: 8443", **_SHARED},
    "instances": {"image": _IMAGE, **_SHARED},
    "llm": {"image": _IMAGE, "port": "port: 8443", "model": _MODEL, "domain": "domain: model.example.gov"},
}
_TAKEN: Mapping[str, tuple[str, ...]] = {
    "web": ("uses", "latency_ms", "purpose"),
    "service": ("uses", "purpose", "asks"),
    "container": ("uses", "purpose", "asks", "xinchuang"),
    "instances": ("uses", "purpose", "asks", "port", "xinchuang"),
    "llm": ("purpose", "replicas", "nodes", "instance", "clients", "xinchuang"),
    "hall": ("purpose",),
}
_COMMON = ("zone", "kind", "domain")
"""Keys of every kind; a domain that its kind has no use for is reported in words of its own."""


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is missing of a workload's kind, and what means nothing to it."""
    del today
    for name, owned in draft.workloads.items():
        kind = owned.item.text("kind")
        if kind:
            yield from _missing(draft, name, kind, owned.item)
            yield from _foreign(name, kind, owned.item)


def _missing(draft: Draft, name: str, kind: str, workload: Item) -> Iterator[Diagnostic]:
    code = "SPEC123" if kind == "hall" else "SPEC167"
    for key, example in _NEEDED.get(kind, {}).items():
        if workload.get(key) is None and not draft.is_lost("workloads", name, key):
            yield fault(code, f"the {kind} `{name}` has no `{key}`", workload.key, fix=f"add `{example}`")


def _foreign(name: str, kind: str, workload: Item) -> Iterator[Diagnostic]:
    known = {*_COMMON, *_TAKEN[kind], *_NEEDED.get(kind, {})}
    for key, item in workload.value.items():
        if key not in known and item.value not in ((), []):
            said = f"`{key}` means nothing to the {kind} workload `{name}`"
            yield fault("SPEC124", said, item.key, fix=f"remove `{key}`, or choose another `kind`")
