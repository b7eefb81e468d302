"""What public entries send to a workload: the target groups of its zone copy and port."""

from bastide.hcl.literal import Address
from bastide.model.kinds import WorkloadKind
from bastide.model.platform import Workload, ZoneRef
from bastide.planner import edge
from bastide.planner.context import Context
from bastide.planner.edge import Target


def targets(context: Context, workload: Workload, reference: ZoneRef) -> tuple[Target, ...]:
    """Return the targets that a workload's copy stands behind, none where no entry leads to its port."""
    port = 0 if workload.compute is None else workload.compute.port
    return tuple(
        target
        for one in context.platform.workloads
        if one.kind is WorkloadKind.WEB and port
        for entry in edge.entries(context, one)
        for target in entry.targets
        if (target.destination, target.port) == (reference, port)
    )


def rules(found: tuple[Target, ...]) -> list[Address]:
    """Return the rules by which a balancer uses the targets: until then nothing may register with them."""
    return [Address("aws_lb_listener_rule", target.label) for target in found]
