"""What runs by itself, from a faultless draft: containers and hosts, and large models."""

from bastide.model.compute import Compute, Size
from bastide.model.llm import (
    CONTEXT,
    Client,
    Model,
    Parameters,
    Precision,
    Weights,
    chosen,
    context_mb,
    weights_mb,
)
from bastide.model.platform import Workload
from bastide.spec.item import Item


def compute(workload: Item) -> Compute | None:
    """Return how a container or a group of hosts runs; None for every other kind."""
    if workload.text("kind") not in ("container", "instances"):
        return None
    count = workload.members("count")
    return Compute(
        image=workload.text("image"),
        port=int(workload.text("port", "0")),
        size=Size(workload.text("size")),
        least=int(count["least"].value),
        most=int(count["most"].value),
    )


def model(workload: Item) -> Model | None:
    """Return what an `llm` serves; None for every other kind."""
    found = workload.get("model")
    if workload.text("kind") != "llm" or found is None:
        return None
    clients = workload.members("clients").items()
    return Model(
        parameters=Parameters(found.text("parameters")),
        precision=Precision(found.text("precision")),
        context=int(found.text("context", str(CONTEXT))),
        weights=Weights(found.text("weights"), found.text("file"), found.text("digest").removeprefix("sha256:")),
        image=workload.text("image"),
        instance=_instance(workload, found),
        replicas=int(workload.text("replicas", "1")),
        nodes=int(workload.text("nodes", "1")),
        port=int(workload.text("port")),
        clients=tuple(
            Client(agency, int(one.text("per_day")), int(one.text("per_second"))) for agency, one in sorted(clients)
        ),
    )


def _instance(workload: Item, found: Item) -> str:
    parameters, precision = Parameters(found.text("parameters")), Precision(found.text("precision"))
    tokens = int(found.text("context", str(CONTEXT)))
    needed = weights_mb(parameters, precision) + context_mb(parameters, tokens)
    first = chosen(needed, precision, int(workload.text("nodes", "1")))
    return workload.text("instance") or (first.name if first else "")


def full(workload: Workload) -> dict[str, object]:
    """Return the keys of what runs by itself, as `expand` writes them."""
    if workload.compute is not None:
        one = workload.compute
        counted = {"least": one.least, "most": one.most}
        return {"image": one.image, "port": one.port or None, "size": one.size.value, "count": counted}
    return {} if workload.model is None else _served(workload.model)


def _served(one: Model) -> dict[str, object]:
    return {
        "image": one.image,
        "port": one.port,
        "model": {
            "parameters": one.parameters.value,
            "precision": one.precision.value,
            "context": one.context,
            "weights": one.weights.store,
            "file": one.weights.file,
            "digest": f"sha256:{one.weights.digest}",
        },
        "replicas": one.replicas,
        "nodes": one.nodes,
        "instance": one.instance,
        "clients": {
            client.agency: {"per_day": client.per_day, "per_second": client.per_second} for client in one.clients
        },
    }
