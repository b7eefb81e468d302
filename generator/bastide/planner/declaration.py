"""What the platform declared, as the judge will read it."""

from collections.abc import Collection, Iterable, Iterator

from bastide.model.intent import DeclaredNever, DeclaredWaiver, DeclaredZone, Intent
from bastide.model.platform import EGRESS, FIREWALL_ZONES, Waiver
from bastide.planner import (
    acl,
    border,
    config_audit,
    data_hub,
    destruction,
    disaster_recovery,
    edge_5g,
    exchange,
    flows,
    identity,
    inspected,
    isolation,
    log_normalise,
    logs,
    masking,
    models,
    recovery_network,
    roles,
    stores,
    tiers,
    workloads,
)
from bastide.planner.context import Context, StackFile


def intent(context: Context, files: Iterable[StackFile]) -> Intent:
    """Return the declaration that goes into `intent.json`."""
    platform = context.platform
    planned = tuple(files)
    regions = (platform.regions.primary, platform.regions.dr)
    return Intent(
        platform=platform.name,
        cloud=platform.cloud,
        account=platform.account,
        regions=tuple(region for region in regions if region is not None),
        frameworks=platform.frameworks,
        crypto=platform.crypto,
        zones=tuple(sorted(_zones(context), key=lambda zone: zone.name)),
        flows=tuple(edge.declared() for edge in context.edges),
        never=_never(context),
        stores=stores.declared(context),
        roles=roles.declared(context),
        separate=platform.access.separate,
        logs=logs.declared(context),
        waivers=tuple(_waivers(context, planned)),
        workloads=workloads.declared(context),
        destruction=destruction.declared(context),
        audit=config_audit.declared(context),
        sources=log_normalise.declared(context),
        query_results=log_normalise.results(context),
        account_rules=identity.declared(context),
        shares=data_hub.declared(context),
        ferries=exchange.declared(context),
        masks=masking.declared(context),
        sites=edge_5g.declared(context),
        tiers=tiers.declared(context),
        isolation=isolation.declared(context),
        models=models.declared(context),
        recovery=disaster_recovery.declared(context),
        inspected=inspected.declared(context),
        existing=border.declared(context),
    )


def _never(context: Context) -> tuple[DeclaredNever, ...]:
    """Return what the spec promises, and that no site reaches further than its flows."""
    found = {*flows.promises(context.platform), *edge_5g.promises(context), *models.promises(context)}
    return tuple(sorted(found, key=lambda never: (never.source, never.destination)))


def _zones(context: Context) -> Iterable[DeclaredZone]:
    for copy in context.copies:
        yield DeclaredZone(
            name=copy.name,
            zone=copy.reference.zone,
            agency=copy.reference.agency,
            exposure=copy.exposure.value,
            cidrs=tuple(str(subnet.cidr) for subnet in copy.subnets),
        )
    yield from recovery_network.declared(context)


def _waivers(context: Context, files: tuple[StackFile, ...]) -> Iterator[DeclaredWaiver]:
    """Yield the waivers that cover something: a profile waives for what this platform may not have."""
    ways_out = {f"zone/{edge.source}" for edge in acl.outbound(context)}
    firewalls = {f"zone/{zone}" for zone in FIREWALL_ZONES} if ways_out else set[str]()
    for waiver in context.platform.waivers:
        targets = {f"zone/{EGRESS}", *firewalls, *ways_out} if waiver.target == EGRESS else {waiver.target}
        made = _waiver(waiver, targets, files)
        if made.files or waiver.target not in PARTS_OF_SOME:
            yield made


def _waiver(waiver: Waiver, targets: Collection[str], files: Iterable[StackFile]) -> DeclaredWaiver:
    covered = (file.path for file in files if any(_covers(target, file.target) for target in targets))
    return DeclaredWaiver(
        check=waiver.check,
        target=waiver.target,
        owner=waiver.owner,
        why=waiver.why,
        until=waiver.until,
        files=tuple(sorted(covered)),
    )


def _covers(waived: str, target: str) -> bool:
    """A waiver on a zone covers its copies, one on `roles` every role."""
    if waived == ROLES:
        return target == ROLES or target.startswith("role/")
    return target == waived or target.startswith(f"{waived}@")


PARTS_OF_SOME = (EGRESS, "compute", "detection", "isolation", "llm")
"""Waiver targets that not every platform has; a profile waives for all that use it."""

ROLES = "roles"
"""The waiver target that stands for every role: what holds for one holds for all."""
