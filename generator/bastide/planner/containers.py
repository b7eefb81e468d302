"""Containers: tasks on hosts that AWS runs, from images that are named by their digest.

A task writes nothing but its scratch volume, is never root, and has no shell from outside. Two roles: the task's own,
with what the stores it uses need, and the agent's, which fetches one image and writes one log.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.compute import Compute, Size
from bastide.model.platform import Workload
from bastide.planner import logs, names, registry, served, workloads
from bastide.planner.context import Context, StackFile
from bastide.planner.edge import Target
from bastide.planner.statements import Condition, Statement, allow
from bastide.planner.workloads import Unit

SHARES = {Size.SMALL: (512, 1024), Size.MEDIUM: (1024, 2048), Size.LARGE: (4096, 8192)}
"""Processor units (1024 are a vCPU) and MiB of a task (Amazon ECS guide, task CPU and memory on Fargate)."""

BUSY_PERCENT = 60
"""How busy processors are kept on average: the rest is for the next minute."""

ROLE_NAME_LIMIT = 64
USER = "10001:10001"
"""Nobody's number: no account of the image's, and not root."""

CLUSTER = Address("aws_ecs_cluster", "main")
CLUSTER_GROUP = Address("aws_cloudwatch_log_group", "containers")


@dataclass(frozen=True, slots=True)
class Task:
    """A container in one zone copy, `least` to `most` of it, behind the targets of public entries."""

    unit: Unit
    compute: Compute
    definition: tuple[dict[str, object], ...]
    agent: tuple[Statement, ...]
    trust: Condition
    group_name: str
    targets: tuple[Target, ...]
    needs: tuple[Address, ...]

    @property
    def agent_label(self) -> str:
        """The label of the role that fetches the image."""
        return names.label(self.unit.label, "agent")

    @property
    def agent_name(self) -> str:
        """The name of that role."""
        return names.short(f"{self.unit.name}-agent", ROLE_NAME_LIMIT)

    @property
    def agent_role(self) -> Address:
        """That role."""
        return Address("aws_iam_role", self.agent_label)

    @property
    def cpu(self) -> int:
        """Processor units."""
        return SHARES[self.compute.size][0]

    @property
    def memory(self) -> int:
        """Memory in MiB."""
        return SHARES[self.compute.size][1]

    @property
    def definition_address(self) -> Address:
        """The task definition."""
        return Address("aws_ecs_task_definition", self.unit.label)

    @property
    def target(self) -> Address:
        """How many tasks there may be."""
        return Address("aws_appautoscaling_target", self.unit.label)

    @property
    def resource(self) -> Template:
        """The service, as Application Auto Scaling names it."""
        service = Address("aws_ecs_service", self.unit.label)
        return Template("service/", CLUSTER.name, "/", service.name)


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each container, one for the cluster, and one for the registry's repositories."""
    found = registry.containers(context.platform)
    term = logs.cloudwatch_days(context.platform.logging.term("access").keep_days)
    for workload in found:
        yield StackFile(
            path=f"workload-{workload.name}.tf",
            template="compute/container.tf.j2",
            target=f"workload/{workload.name}",
            inputs={
                "workload": workload.name,
                "container": workload.name,
                "cluster": CLUSTER,
                "tasks": tuple(_tasks(context, workload)),
                "busy": BUSY_PERCENT,
                "retention": term,
            },
        )
    if found:
        yield _cluster(context, term)
        yield from registry.files(context)


def _cluster(context: Context, term: int) -> StackFile:
    return StackFile(
        path="containers.tf",
        template="compute/cluster.tf.j2",
        target="compute",
        inputs={
            "name": context.platform.name,
            "group": CLUSTER_GROUP,
            "group_name": f"{logs.CONTAINER_GROUPS}{context.platform.name}-shells",
            # Container Insights writes there and nowhere else (CloudWatch guide, "Container Insights").
            "measures_name": f"{logs.CONTAINER_GROUPS}containerinsights/{context.platform.name}/performance",
            "retention": term,
            "tags": context.tags("containers", zone="platform", level="platform"),
        },
    )


def _tasks(context: Context, workload: Workload) -> Iterator[Task]:
    compute = workload.compute
    if compute is None:
        return
    for reference, unit in workloads.placed(context, workload):
        found = served.targets(context, workload, reference)
        group = Address("aws_cloudwatch_log_group", unit.label)
        yield Task(
            unit=unit,
            compute=compute,
            definition=(_definition(context, workload, compute, group),),
            agent=tuple(_agent(context, compute, group)),
            trust=_trust(context),
            group_name=f"{logs.CONTAINER_GROUPS}{unit.name}",
            targets=found,
            needs=tuple(served.rules(found)),
        )


def _definition(context: Context, workload: Workload, compute: Compute, group: Address) -> dict[str, object]:
    """Return what runs: no root, no capability, nothing written but `/tmp`, and a log that is not lost."""
    return {
        "name": workload.name,
        "image": compute.image,
        "essential": True,
        "user": USER,
        "privileged": False,
        "readonlyRootFilesystem": True,
        "portMappings": [{"containerPort": compute.port, "hostPort": compute.port, "protocol": "tcp"}],
        "mountPoints": [{"sourceVolume": "scratch", "containerPath": "/tmp", "readOnly": False}],  # noqa: S108 - a path inside the container
        "linuxParameters": {"initProcessEnabled": True, "capabilities": {"drop": ["ALL"]}},
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": group.name,
                "awslogs-region": context.platform.regions.primary,
                "awslogs-stream-prefix": workload.name,
            },
        },
    }


def _trust(context: Context) -> Condition:
    tasks = context.arn("ecs", "*", region=context.platform.regions.primary)
    return {
        "StringEquals": {"aws:SourceAccount": context.platform.account},
        "ArnLike": {"aws:SourceArn": tasks},
    }


def _agent(context: Context, compute: Compute, group: Address) -> Iterator[Statement]:
    pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    yield allow("SignInToRegistry", ["ecr:GetAuthorizationToken"], ["*"])
    yield allow("FetchTheImage", pull, [registry.arn(context, compute.image)])
    yield allow("WriteTheLog", ["logs:CreateLogStream", "logs:PutLogEvents"], [Template(group.arn, ":*")])
