"""Large models: hosts in a zone that nobody leaves, weights by their digest, and one door with a quota for each agency.

A department's workload calls a private API with its own role, and sends the key of its department; the API passes the
request to a balancer inside the zone, and the balancer to a host. Nothing else leads to the hosts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.declared_use import DeclaredClient, DeclaredModel
from bastide.model.intent import DeclaredNever
from bastide.model.llm import Client, Model
from bastide.model.platform import INTERNET, Store, Workload, ZoneRef
from bastide.planner import grants, hosts, logs, model_api, names, stores, workloads
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import Subnet
from bastide.planner.edge import NAME_LIMIT, TLS_POLICY
from bastide.planner.statements import Condition, Statement, allow, deny
from bastide.planner.workloads import Unit

DOOR = "execute-api"
"""The service by whose private endpoint the API is called."""

DOOR_ADDRESS = Address("aws_vpc_endpoint", names.label(DOOR))
SYSTEM_GB = 100
"""Room for the image and the serving software, in GB."""

LONGEST_MS = 29_000
"""How long the API waits for an answer, in milliseconds (API Gateway quotas, default of private APIs)."""

ACCESS_FORMAT = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "caller": "$context.identity.userArn",
    "apiKeyId": "$context.identity.apiKeyId",
    "sourceVpce": "$context.identity.vpceId",
    "method": "$context.httpMethod",
    "path": "$context.resourcePath",
    "status": "$context.status",
    "responseLength": "$context.responseLength",
    "latency": "$context.responseLatency",
}
"""Who asked, when and with what result: never the prompt or the answer, which may hold what the person asked about."""


@dataclass(frozen=True, slots=True)
class Host:
    """One host of a model, in one subnet; the first of each copy answers the balancer."""

    label: str
    name: str
    subnet: Subnet
    first: bool
    tags: dict[str, str]

    @property
    def address(self) -> Address:
        """The host."""
        return Address("aws_instance", self.label)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one agency may ask."""

    label: str
    name: str
    client: Client
    tags: dict[str, str]

    @property
    def plan(self) -> Address:
        """The usage plan."""
        return Address("aws_api_gateway_usage_plan", self.label)

    @property
    def key(self) -> Address:
        """The key that says which agency's quota a request counts against."""
        return Address("aws_api_gateway_api_key", self.label)

    @property
    def burst(self) -> int:
        """Requests at one moment: twice those of a second."""
        return 2 * self.client.per_second


def files(context: Context) -> Iterator[StackFile]:
    """Plan two files for each model, its hosts and its door, and one for the account's part of the doors."""
    found = of(context)
    for workload, model in found:
        for reference, unit in workloads.placed(context, workload):
            yield _hosts(context, workload, model, unit)
            yield _door(context, workload, model, unit, reference)
    if found:
        yield model_api.account(context)


def of(context: Context) -> list[tuple[Workload, Model]]:
    """Return the models that the platform serves, by name."""
    return [(one, one.model) for one in context.platform.workloads if one.model is not None]


def promises(context: Context) -> Iterator[DeclaredNever]:
    """Yield that nothing leads from a model's zone to the internet, or from there to it."""
    for workload, _ in of(context):
        zone = str(workload.zone)
        yield DeclaredNever(zone, INTERNET)
        yield DeclaredNever(INTERNET, zone)


def declared(context: Context) -> tuple[DeclaredModel, ...]:
    """Return the models as the judge reads them."""
    return tuple(
        DeclaredModel(
            name=workload.name,
            zone=str(workload.zone),
            store=model.weights.store,
            file=model.weights.file,
            digest=model.weights.digest,
            hosts=tuple(sorted(str(host.address) for host in _each(context, workload, model))),
            api=str(Address("aws_api_gateway_rest_api", names.label(workload.name))),
            role=str(unit.role),
            clients=tuple(_client(workload, client) for client in model.clients),
        )
        for workload, model in of(context)
        for unit in workloads.units(context, workload)
    )


def _client(workload: Workload, client: Client) -> DeclaredClient:
    plan = Address("aws_api_gateway_usage_plan", names.label(workload.name, client.agency))
    return DeclaredClient(client.agency, client.per_day, client.per_second, str(plan))


def _each(context: Context, workload: Workload, model: Model) -> Iterator[Host]:
    (unit,) = workloads.units(context, workload)
    subnets = unit.zone.subnets
    for replica in range(model.replicas):
        for node in range(model.nodes):
            suffix = [str(replica + 1), *([str(node + 1)] if model.nodes > 1 else [])]
            name = "-".join([workload.name, *suffix])
            yield Host(
                label=names.label(workload.name, *suffix),
                name=f"{context.platform.name}-{name}",
                subnet=subnets[replica % len(subnets)],
                first=node == 0,
                tags={
                    **context.tags(name, zone=unit.zone.name, level=_weights(context, model).data_class),
                    hosts.PATCH_TAG: context.platform.name,
                },
            )


def _hosts(context: Context, workload: Workload, model: Model, unit: Unit) -> StackFile:
    store = _weights(context, model)
    found = tuple(_each(context, workload, model))
    return StackFile(
        path=f"model-{workload.name}.tf",
        template="llm/hosts.tf.j2",
        target=f"workload/{workload.name}",
        inputs={
            "workload": workload.name,
            "unit": unit,
            "model": model,
            "hosts": found,
            "source": Template("s3://", stores.address(store).bucket, f"/{model.weights.file}"),
            "statements": tuple(_reads(context, model, store)),
            "volume": SYSTEM_GB + 2 * model.weights_gb,
            "takes_sessions": logs.has_sessions(context.platform),
            "host_service": context.host_service,
            "policy": hosts.POLICY,
            "patched_label": names.label(unit.label, "patched"),
            "region": context.platform.regions.primary,
        },
    )


def _door(context: Context, workload: Workload, model: Model, unit: Unit, reference: ZoneRef) -> StackFile:
    platform, label = context.platform, names.label(workload.name)
    term = platform.logging.term("access").keep_days
    return StackFile(
        path=f"model-{workload.name}-door.tf",
        template="llm/door.tf.j2",
        target="llm",
        inputs={
            "workload": workload,
            "label": label,
            "description": f"Asks the model {workload.name}",
            "certificate": Address("aws_acm_certificate", label),
            "confirmed": Address("aws_acm_certificate_validation", label),
            "balancer": Address("aws_lb", label),
            "group": Address("aws_lb_target_group", label),
            **model_api.parts(label),
            "name": f"{platform.name}-{workload.name}",
            "balancer_name": names.short(f"llm-{platform.name}-{workload.name}", NAME_LIMIT),
            "unit": unit,
            "model": model,
            "hosts": tuple(one for one in _each(context, workload, model) if one.first),
            "tls_policy": TLS_POLICY,
            "permission": f"service: {reference} to {reference} tcp/{model.port}",
            "door": DOOR_ADDRESS,
            "policy": tuple(_policy(context, workload, label)),
            "uri": f"https://{workload.domain}:{model.port}/{{proxy}}",
            "stage": model_api.STAGE,
            "timeout": LONGEST_MS,
            "plans": tuple(_plans(context, workload, model)),
            "group_name": f"{logs.MODEL_GROUPS}{platform.name}-{workload.name}",
            "retention": logs.cloudwatch_days(term),
            "format": ACCESS_FORMAT,
            "tags": context.tags(workload.name, zone=unit.zone.name, level="platform"),
        },
    )


def boundary(context: Context) -> tuple[Statement, ...]:
    """Return what the platform's boundary leaves to those who ask models, and to those who read what went wrong."""
    names_of = [one.name for one, _ in of(context)]
    if not names_of:
        return ()
    apis = context.arn("execute-api", f"*/{model_api.STAGE}/POST/*", region=context.platform.regions.primary)
    # By reference, as API Gateway puts an id into the name that no pattern of ours holds.
    faults = [Template(group.arn, ":*") for group in logs.model_fault_groups(context)]
    return (
        allow("Models", ["execute-api:Invoke"], [apis]),
        allow("FaultsOfModels", [f"logs:{verb}" for verb in grants.SEARCHING], faults),
    )


def _weights(context: Context, model: Model) -> Store:
    return next(one for one in context.platform.stores if one.name == model.weights.store)


def _reads(context: Context, model: Model, store: Store) -> Iterator[Statement]:
    """One object, and the key that it lies under: not what else the store holds."""
    yield allow("ReadTheWeights", ["s3:GetObject"], [Template(stores.address(store).arn, f"/{model.weights.file}")])
    used = grants.keys_of(context, [store])
    if used:
        yield allow("UseTheKey", ["kms:Decrypt"], used, grants.through(context, "s3"))


def _policy(context: Context, workload: Workload, label: str) -> Iterator[Statement]:
    """Only the roles of the workloads that ask it, and only by the platform's own private door."""
    api = Address("aws_api_gateway_rest_api", label)
    every = [Template(api.execution_arn, "/*")]
    asking = [
        unit.role.arn
        for one in context.platform.workloads
        if workload.name in one.asks and one.kind.has_role
        for unit in workloads.units(context, one)
    ]
    if asking:
        yield {**allow("Askers", ["execute-api:Invoke"], every), "Principal": {"AWS": asking}}
    elsewhere: Condition = {"StringNotEquals": {"aws:SourceVpce": DOOR_ADDRESS.id}}
    yield {**deny("ByTheDoorAlone", ["execute-api:Invoke"], every, elsewhere), "Principal": {"AWS": "*"}}


def _plans(context: Context, workload: Workload, model: Model) -> Iterator[Plan]:
    for client in model.clients:
        name = f"{workload.name}-{client.agency}"
        owner = context.owner_of(client.agency)
        tags = context.tags(name, zone=str(workload.zone), level="platform", owner=owner)
        yield Plan(names.label(workload.name, client.agency), f"{context.platform.name}-{name}", client, tags)
