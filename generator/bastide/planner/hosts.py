"""Hosts that run as declared: a scaling group over the hardened launch template, patched in a weekly window."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.compute import Compute
from bastide.model.kinds import WorkloadKind
from bastide.model.platform import Platform, Workload
from bastide.planner import names, served, workloads
from bastide.planner.context import Context, StackFile
from bastide.planner.edge import Target
from bastide.planner.statements import Statement, allow
from bastide.planner.workloads import Unit

BUSY_PERCENT = 60
MONTH_SECONDS = 2_592_000
"""How long a host lives: its successor starts from the image that the spec names then."""

SATURDAY_NIGHT = "cron(0 18 ? * SAT *)"
WINDOW_HOURS, LAST_HOUR = 3, 1
DAYS_BEFORE_INSTALLING = 7
"""How old a patch is before it is installed: a withdrawn one is withdrawn by then."""

PATCH_TAG = "PatchGroup"
"""The tag by which a host finds its baseline (Systems Manager guide: without a blank where metadata shows tags)."""

BASELINE = Address("aws_ssm_patch_baseline", "hosts")
WINDOW = Address("aws_ssm_maintenance_window", "hosts")
WINDOW_TARGET = Address("aws_ssm_maintenance_window_target", "hosts")
POLICY = Address("aws_iam_policy", "patched_host")


@dataclass(frozen=True, slots=True)
class Group:
    """A scaling group in one zone copy, behind the targets of public entries."""

    unit: Unit
    compute: Compute
    targets: tuple[Target, ...]
    needs: tuple[Address, ...]
    tags: tuple[tuple[str, str], ...]

    @property
    def patched_label(self) -> str:
        """The label of what lets its hosts be patched."""
        return names.label(self.unit.label, "patched")

    @property
    def template(self) -> Address:
        """The hardened launch template."""
        return Address("aws_launch_template", self.unit.label)

    @property
    def address(self) -> Address:
        """The scaling group."""
        return Address("aws_autoscaling_group", self.unit.label)

    @property
    def target_arns(self) -> list[object]:
        """The target groups that its hosts register with."""
        return [target.address.arn for target in self.targets]

    @property
    def health(self) -> str:
        """Who says that a host is ill: the balancer, where one asks it."""
        return "ELB" if self.targets else "EC2"


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each group of hosts, and one for how all of them are patched."""
    for workload in context.platform.workloads:
        if workload.kind is WorkloadKind.INSTANCES:
            yield StackFile(
                path=f"hosts-{workload.name}.tf",
                template="compute/instances.tf.j2",
                target=f"workload/{workload.name}",
                inputs={
                    "workload": workload.name,
                    "groups": tuple(_groups(context, workload)),
                    "busy": BUSY_PERCENT,
                    "lifetime": MONTH_SECONDS,
                    "policy": POLICY,
                },
            )
    if any(one.kind in PATCHED for one in context.platform.workloads):
        yield _patching(context)


PATCHED = (WorkloadKind.INSTANCES, WorkloadKind.LLM)
"""Kinds whose hosts the platform starts, and therefore patches."""


def has_hosts(platform: Platform) -> bool:
    """Tell whether the platform starts hosts of workloads by itself."""
    return any(one.kind in PATCHED for one in platform.workloads)


def boundary(context: Context) -> tuple[Statement, ...]:
    """Return what the platform's boundary leaves to hosts that are patched."""
    return tuple(_patched(context)) if has_hosts(context.platform) else ()


def _groups(context: Context, workload: Workload) -> Iterator[Group]:
    compute = workload.compute
    if compute is None:
        return
    for reference, unit in workloads.placed(context, workload):
        found = served.targets(context, workload, reference)
        tags = {**unit.tags, PATCH_TAG: context.platform.name}
        yield Group(unit, compute, found, tuple(served.rules(found)), tuple(sorted(tags.items())))


def _patching(context: Context) -> StackFile:
    platform = context.platform
    return StackFile(
        path="patching.tf",
        template="compute/patching.tf.j2",
        target="compute",
        inputs={
            "name": platform.name,
            "policy_name": names.short(f"{platform.name}-patched-host", 128),
            "baseline": BASELINE,
            "window": WINDOW,
            "window_target": WINDOW_TARGET,
            "tag": f"tag:{PATCH_TAG}",
            "schedule": SATURDAY_NIGHT,
            "hours": WINDOW_HOURS,
            "cutoff": LAST_HOUR,
            "days": DAYS_BEFORE_INSTALLING,
            "statements": tuple(_patched(context)),
            "tags": context.tags("patching", zone="platform", level="platform"),
        },
    )


def _patched(context: Context) -> Iterator[Statement]:
    """What the agent of a host needs to be told of patches and to report; not AmazonSSMManagedInstanceCore.

    That policy also reads every parameter of the account.
    """
    hosts = context.arn("ec2", "instance/*", region=context.platform.regions.primary)
    channels = [f"ssmmessages:{verb}{kind}Channel" for verb in ("Create", "Open") for kind in ("Control", "Data")]
    yield allow("ReportToPatching", ["ssm:PutInventory", "ssm:UpdateInstanceInformation"], [hosts])
    yield allow("HearOfPatches", [*channels, "ssm:GetDeployablePatchSnapshotForInstance"], ["*"])
