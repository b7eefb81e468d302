"""What the cloud does by itself after a severe finding: cut a host off, or switch an access key off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.planner import isolation
from bastide.planner.context import Context
from bastide.planner.statements import Statement, allow

SCHEMA = "0.3"
"""The schema of Automation documents (Systems Manager user guide, "Schemas, features, and examples")."""

FIND = "find_group"


@dataclass(frozen=True, slots=True)
class Document:
    """An Automation document, its role, the finding that starts it, and whether that must be of the primary region."""

    label: str
    name: str
    answer: str
    title: str
    content: Mapping[str, object]
    statements: tuple[Statement, ...]
    resource: Mapping[str, object]
    paths: Mapping[str, str]
    message: str
    regional: bool

    @property
    def address(self) -> Address:
        """The document's resource."""
        return Address("aws_ssm_document", self.label)

    @property
    def role(self) -> Address:
        """The role that the document runs with."""
        return Address("aws_iam_role", self.label)


def documents(context: Context) -> tuple[Document, ...]:
    """Return the two answers."""
    return (_isolate(context), _disable(context))


def _isolate(context: Context) -> Document:
    region, system = context.platform.regions.primary, context.platform.name
    ours = {"StringEquals": {"aws:ResourceTag/bastide:system": system}}
    groups = [group.address.arn for group in isolation.groups(context)]
    return Document(
        label="isolate_host",
        name=f"{system}-isolate-host",
        answer="isolate",
        title="the host is cut off",
        content=_content(
            "Cut a host off: it keeps running, in a security group that has no rule.",
            {"InstanceId": _text("The host.", "^i-[0-9a-f]{8,17}$")},
            Address("aws_iam_role", "isolate_host"),
            _isolating(context),
        ),
        statements=(
            allow("Look", ["ec2:DescribeInstances"], ["*"]),
            allow("CutOff", ["ec2:ModifyInstanceAttribute"], [context.arn("ec2", "instance/*", region=region)], ours),
            allow("IntoTheGroup", ["ec2:ModifyInstanceAttribute"], groups),
            allow("FindScalingGroup", ["autoscaling:DescribeAutoScalingInstances"], ["*"]),
            allow(
                "OutOfScalingGroup",
                ["autoscaling:DetachInstances"],
                [context.arn("autoscaling", f"autoScalingGroup:*:autoScalingGroupName/{system}-*", region=region)],
                ours,
            ),
        ),
        resource={"resourceType": ["Instance"], "instanceDetails": {"instanceId": [{"exists": True}]}},
        paths={"host": "$.detail.resource.instanceDetails.instanceId"},
        message='{"InstanceId": [<host>]}',
        regional=True,
    )


def _isolating(context: Context) -> list[object]:
    """Put the host into its network's isolation group alone, then take it out of its scaling group, if it has one."""
    look = {
        "name": "look",
        "action": "aws:executeAwsApi",
        "inputs": {"Service": "ec2", "Api": "DescribeInstances", "InstanceIds": ["{{ InstanceId }}"]},
        "outputs": [{"Name": "Network", "Selector": "$.Reservations[0].Instances[0].VpcId", "Type": "String"}],
    }
    groups = tuple(isolation.groups(context))
    choices = [
        {"NextStep": _step(group), "Variable": "{{ look.Network }}", "StringEquals": group.vpc.id} for group in groups
    ]
    choose = {"name": "choose", "action": "aws:branch", "inputs": {"Choices": choices}, "isEnd": True}
    return [look, choose, *(_cut(group) for group in groups), *_detaching()]


def _detaching() -> Iterator[dict[str, object]]:
    """A group ends hosts that fail its health check, and a host that is cut off does. Hosts of no group skip this."""
    find = {
        "name": FIND,
        "inputs": {
            "Service": "autoscaling",
            "Api": "DescribeAutoScalingInstances",
            "InstanceIds": ["{{ InstanceId }}"],
        },
        "outputs": [
            {"Name": "Group", "Selector": "$.AutoScalingInstances[0].AutoScalingGroupName", "Type": "String"},
        ],
        "nextStep": "detach",
    }
    detach = {
        "name": "detach",
        "inputs": {
            "Service": "autoscaling",
            "Api": "DetachInstances",
            "InstanceIds": ["{{ InstanceId }}"],
            "AutoScalingGroupName": f"{{{{ {FIND}.Group }}}}",
            "ShouldDecrementDesiredCapacity": False,
        },
        "isEnd": True,
    }
    for step in (find, detach):
        yield {"action": "aws:executeAwsApi", "onFailure": "Continue", "isCritical": False, **step}


def _step(group: isolation.Group) -> str:
    return f"cut_{group.label}"


def _cut(group: isolation.Group) -> dict[str, object]:
    inputs = {
        "Service": "ec2",
        "Api": "ModifyInstanceAttribute",
        "InstanceId": "{{ InstanceId }}",
        "Groups": [group.address.id],
    }
    return {"name": _step(group), "action": "aws:executeAwsApi", "inputs": inputs, "nextStep": FIND}


def _disable(context: Context) -> Document:
    inputs = {
        "Service": "iam",
        "Api": "UpdateAccessKey",
        "UserName": "{{ UserName }}",
        "AccessKeyId": "{{ AccessKeyId }}",
        "Status": "Inactive",
    }
    return Document(
        label="disable_access_key",
        name=f"{context.platform.name}-disable-access-key",
        answer="disable-key",
        title="the access key is switched off",
        content=_content(
            "Switch a person's access key off; it can be switched on again.",
            {
                "UserName": _text("Whose key it is.", "^[A-Za-z0-9+=,.@_-]{1,64}$"),
                "AccessKeyId": _text("The key.", "^AKIA[A-Z0-9]{12,124}$"),
            },
            Address("aws_iam_role", "disable_access_key"),
            [{"name": "switch_off", "action": "aws:executeAwsApi", "inputs": inputs, "isEnd": True}],
        ),
        statements=(allow("SwitchOff", ["iam:UpdateAccessKey"], [context.arn("iam", "user/*")]),),
        resource={
            "resourceType": ["AccessKey"],
            "accessKeyDetails": {"userType": ["IAMUser"], "accessKeyId": [{"prefix": "AKIA"}]},
        },
        paths={
            "key": "$.detail.resource.accessKeyDetails.accessKeyId",
            "user": "$.detail.resource.accessKeyDetails.userName",
        },
        message='{"UserName": [<user>], "AccessKeyId": [<key>]}',
        regional=False,
    )


def _content(
    description: str, parameters: Mapping[str, object], role: Address, steps: list[object]
) -> Mapping[str, object]:
    return {
        "schemaVersion": SCHEMA,
        "description": description,
        "assumeRole": role.arn,
        "parameters": dict(parameters),
        "mainSteps": steps,
    }


def _text(description: str, pattern: str) -> dict[str, object]:
    return {"type": "String", "description": description, "allowedPattern": pattern}
