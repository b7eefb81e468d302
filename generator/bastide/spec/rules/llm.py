"""Large models: hosts that hold them, a zone that nobody leaves, weights by digest, and clients with a quota."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.llm import (
    BITS,
    CONTEXT,
    HOSTS,
    USED_PERCENT,
    Accelerated,
    Parameters,
    Precision,
    chosen,
    context_mb,
    fits,
    usable_mb,
    weights_mb,
)
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.rules.known import known_store
from bastide.spec.values import closest

_LARGEST = next(host for host in HOSTS if host.memory == max(one.memory for one in HOSTS))


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with models, and with who asks them."""
    del today
    for name, owned in draft.workloads.items():
        if owned.item.flag("xinchuang"):
            said = f"`{name}` must run on domestic processors and systems, and `aws` offers none"
            fix = "deploy it on a cloud with such hosts, or leave `xinchuang` out"
            yield fault("SPEC172", said, owned.item.at("xinchuang"), fix=fix)
        if owned.item.text("kind") == "llm":
            yield from _model(draft, name, owned)
        for item in owned.item.items("asks"):
            yield from _asked(draft, name, owned, item)


def _model(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    yield from _zone(draft, name, owned)
    model = owned.item.get("model")
    if model is not None:
        yield from _weights(draft, model)
        if model.get("parameters") is not None and model.get("precision") is not None:
            yield from _size(name, owned.item, model)
    for agency, client in owned.item.members("clients").items():
        if agency not in draft.agencies:
            yield fault("SPEC031", f"there is no agency `{agency}`", client.key, fix=closest(agency, draft.agencies))


def _zone(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    here = draft.home(owned).zone
    exposure = draft.exposure(here)
    if exposure == "internal":
        said = f"the model `{name}` stands in zone `{here}` with `exposure: internal`"
        labels = (Label(owned.item.at("zone")), Label(draft.zones[here].at("exposure"), "the zone's exposure"))
        yield fault("SPEC170", said, *labels, fix="give models a zone of their own with `exposure: isolated`")


def _weights(draft: Draft, model: Item) -> Iterator[Diagnostic]:
    weights = model.get("weights")
    if weights is None:
        return
    yield from known_store(draft, weights)
    store = draft.stores.get(str(weights.value))
    if store is not None and store.item.text("kind") not in ("", "object"):
        said = f"`{weights.value}` is a {store.item.text('kind')} store, and weights are an object"
        label = Label(store.item.at("kind"), "the store")
        yield fault("SPEC173", said, weights.place, label, fix="name a store of `kind: object`")


def _size(name: str, workload: Item, model: Item) -> Iterator[Diagnostic]:
    parameters, precision = Parameters(model.text("parameters")), Precision(model.text("precision"))
    tokens, nodes = int(model.text("context", str(CONTEXT))), int(workload.text("nodes", "1"))
    needed = weights_mb(parameters, precision) + context_mb(parameters, tokens)
    asked = workload.text("instance")
    host = next((one for one in HOSTS if one.name == asked), None)
    if host is None and chosen(needed, precision, nodes) is not None:
        return
    if host is not None and fits(host, nodes, needed, precision):
        return
    room = _room(host or _LARGEST, nodes, needed, precision)
    said = f"`{name}` doesn't fit: {_sum(parameters, precision, tokens)}; {room}"
    better = chosen(needed, precision, nodes)
    fix = f"write `instance: {better.name}`" if better else "spread it over `nodes: 2`, or lower `precision`"
    yield fault("SPEC171", said, workload.at("instance") if host else model.at("parameters"), fix=fix)


def _sum(parameters: Parameters, precision: Precision, tokens: int) -> str:
    weights, context = weights_mb(parameters, precision), context_mb(parameters, tokens)
    each = f"{weights * 8 / BITS[precision] / 1000:g} billion parameters x {BITS[precision] / 8:g} byte"
    return (
        f"{each} ({precision}) = {weights / 1000:g} GB, and a request of {tokens} tokens {context / 1000:g} GB, "
        f"together {(weights + context) / 1000:g} GB"
    )


def _room(host: Accelerated, nodes: int, needed: int, precision: Precision) -> str:
    if usable_mb(host, nodes) >= needed and precision is Precision.FP8:
        return f"`{host.name}` has room, and its GPUs don't compute in {precision}"
    times = f"{nodes} x " if nodes > 1 else ""
    has = f"{times}{host.gpus} x {host.gigabytes} GB = {nodes * host.memory} GB"
    return f"`{host.name}` has {has}, of which {USED_PERCENT} % = {usable_mb(host, nodes) / 1000:g} GB serve"


def _asked(draft: Draft, name: str, owned: Owned, item: Item) -> Iterator[Diagnostic]:
    models = {one: each.item for one, each in draft.workloads.items() if each.item.text("kind") == "llm"}
    model = models.get(str(item.value))
    if model is None:
        said = f"there is no model `{item.value}`"
        yield fault("SPEC174", said, item.place, fix=closest(str(item.value), models))
        return
    clients = model.members("clients")
    asking = [copy.agency for copy in draft.copies(draft.home(owned))]
    for agency in (one for one in asking if one is None or one not in clients):
        who = f"agency `{agency}`" if agency else "the platform itself"
        said = f"`{name}` asks the model `{item.value}` for {who}, which is no client of it"
        fix = f"add `{agency or 'AGENCY'}: {{per_day: 20000, per_second: 5}}` to its `clients`"
        yield fault("SPEC174", said, item.place, Label(model.key, "the model"), fix=fix)
