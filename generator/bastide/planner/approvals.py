"""Approval by others: a runbook that opens a role's door for a quarter of an hour once enough people agreed.

Each approval is its own step with its own approver role, and a person's one `bastide:role` tag names one role, so
nobody can approve twice or approve for themselves.
"""

from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.platform import Platform, Role
from bastide.planner import names
from bastide.planner.context import Context
from bastide.planner.statements import Condition, Resource

APPROVED_TAG = "bastide:approved"
ROLE_TAG = "bastide:role"

APPROVAL_SECONDS = 3600
"""How long each step waits for its approver before the request lapses."""

WINDOW = "PT15M"
"""How long the door stays open (ISO 8601): enough to assume the role, whose session then runs its own time."""

DEFAULT_VERSION = "$DEFAULT"
"""Systems Manager keeps every version of a runbook, and an older one may ask for fewer approvals: only the default one
may be started. AWS checks the document and the execution (User Guide, identity-based policies for Automation); calls
that it checks by the older form find the version in the definition's ARN."""

USER_NAME = "^[A-Za-z0-9+=,.@_-]{1,64}$"
REASON = '^[^\\"\\\\{}]{8,200}$'


@dataclass(frozen=True, slots=True)
class Approver:
    """One of the approver roles; `tag` can't be the name of a role of the spec, which holds no colon."""

    number: int
    platform: str

    @property
    def tag(self) -> str:
        """The value of `bastide:role` that its holders carry."""
        return f"approver:{self.number}"

    @property
    def label(self) -> str:
        """Its Terraform label."""
        return f"approver_{self.number}"

    @property
    def name(self) -> str:
        """Its name in IAM."""
        return f"{self.platform}-approver-{self.number}"

    @property
    def address(self) -> Address:
        """Its role."""
        return Address("aws_iam_role", self.label)


@dataclass(frozen=True, slots=True)
class Approval:
    """The runbook of a role that others must agree to: its names, who starts it, what it says, whom it may tag."""

    label: str
    name: str
    address: Address
    document: Address
    start: tuple[Resource, ...]
    current: Condition
    runbook: dict[str, object]
    users: str
    admitted: dict[str, object]
    withdrawn: dict[str, object]
    executions: str


def approvers(platform: Platform) -> tuple[Approver, ...]:
    """Return as many approver roles as what needs the most approvals asks for."""
    wanted = [role.approvals for role in platform.access.roles]
    wanted += [] if platform.destruction is None else [platform.destruction.approvals]
    most = max(wanted, default=0)
    return tuple(Approver(number, platform.name) for number in range(1, most + 1))


def of(context: Context, role: Role) -> Approval | None:
    """Return a role's approval runbook, None when nobody needs to agree."""
    if not role.approvals:
        return None
    platform = context.platform
    label = names.label("approval", role.name)
    name = f"approval-{platform.name}-{role.name}"
    holder = {f"aws:ResourceTag/{ROLE_TAG}": role.name}
    document = Address("aws_ssm_document", label)
    executions = context.arn("ssm", "automation-execution/*", region=platform.regions.primary)
    definition = context.arn("ssm", f"automation-definition/{name}:{DEFAULT_VERSION}", region=platform.regions.primary)
    return Approval(
        label=label,
        name=name,
        address=Address("aws_iam_role", label),
        document=document,
        start=(document.arn, definition, executions),
        current={"ForAllValues:StringEquals": {"ssm:DocumentVersion": [DEFAULT_VERSION, document.default_version]}},
        runbook=_runbook(platform, role, label),
        users=context.arn("iam", "user/*"),
        admitted=_only({**holder, f"aws:RequestTag/{APPROVED_TAG}": role.name}),
        withdrawn=_only(holder),
        executions=executions,
    )


def _only(equal: dict[str, str]) -> dict[str, object]:
    return {"StringEquals": equal, "ForAllValues:StringEquals": {"aws:TagKeys": [APPROVED_TAG]}}


def _runbook(platform: Platform, role: Role, label: str) -> dict[str, object]:
    agreed = [_agree(one, role) for one in approvers(platform)[: role.approvals]]
    tag = {"Key": APPROVED_TAG, "Value": role.name}
    return {
        "schemaVersion": "0.3",
        "description": f"Opens the role {role.name} to one person after {role.approvals} approval(s)",
        "assumeRole": Address("aws_iam_role", label).arn,
        "parameters": {
            "Requester": {"type": "String", "description": "IAM user who asks", "allowedPattern": USER_NAME},
            "Reason": {"type": "String", "description": "why access is needed", "allowedPattern": REASON},
        },
        "mainSteps": [
            *agreed,
            _call("Admit", "TagUser", {"Tags": [tag]}, nextStep="KeepOpen", onFailure="step:Withdraw"),
            _wait(),
            _call("Withdraw", "UntagUser", {"TagKeys": [APPROVED_TAG]}, maxAttempts=5, isEnd=True),
        ],
    }


def _agree(approver: Approver, role: Role) -> dict[str, object]:
    return {
        "name": f"Approve{approver.number}",
        "action": "aws:approve",
        "timeoutSeconds": APPROVAL_SECONDS,
        "onFailure": "Abort",
        "inputs": {
            "Message": f"{{{{ Requester }}}} asks for the role {role.name}: {{{{ Reason }}}}",
            "MinRequiredApprovals": 1,
            "Approvers": [approver.address.arn],
        },
    }


def _call(step: str, api: str, inputs: dict[str, object], **flow: object) -> dict[str, object]:
    return {
        "name": step,
        "action": "aws:executeAwsApi",
        **flow,
        "inputs": {"Service": "iam", "Api": api, "UserName": "{{ Requester }}", **inputs},
    }


def _wait() -> dict[str, object]:
    return {
        "name": "KeepOpen",
        "action": "aws:sleep",
        "onFailure": "step:Withdraw",
        "onCancel": "step:Withdraw",
        "nextStep": "Withdraw",
        "inputs": {"Duration": WINDOW},
    }
