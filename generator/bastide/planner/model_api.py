"""The private API that a model is asked by: its parts, what makes a new snapshot of it, and where its logs go."""

from bastide.hcl.literal import Address, Template, Traversal
from bastide.planner import logs, names
from bastide.planner.context import Context, StackFile
from bastide.planner.statements import Statement, allow

STAGE = "v1"
TRIAL = "/aws/apigateway/welcome"
"""The log group that API Gateway makes to try the role of an account."""


def parts(label: str) -> dict[str, object]:
    """Return the parts of the API, by the names that the template gives them."""
    parts = ("resource", "method", "deployment")
    return {
        "api": Address("aws_api_gateway_rest_api", label),
        **{part: Address(f"aws_api_gateway_{part}", label) for part in parts},
        "validator": Address("aws_api_gateway_request_validator", label),
        "link": Address("aws_api_gateway_vpc_link", label),
        "stage_address": Address("aws_api_gateway_stage", label),
        "group_label": names.label("model", label),
        "log_group": Address("aws_cloudwatch_log_group", names.label("model", label)),
        **_faults(label),
        "snapshot": _snapshot(label),
        "deployed": [
            Address("aws_api_gateway_integration", label),
            Address("aws_api_gateway_method", label),
            Address("aws_api_gateway_rest_api_policy", label),
        ],
    }


def _faults(label: str) -> dict[str, object]:
    """The log group that API Gateway writes its own faults to, by the name that it gives each stage's."""
    faults = names.label("model", label, "faults")
    api = Address("aws_api_gateway_rest_api", label)
    return {
        "faults": Address("aws_cloudwatch_log_group", faults),
        "faults_label": faults,
        "faults_name": Template(logs.FAULT_GROUPS, api.id, f"/{STAGE}"),
    }


def _snapshot(label: str) -> dict[str, Traversal]:
    """Everything of the API that a platform's declaration can change."""
    method, passed = Address("aws_api_gateway_method", label), Address("aws_api_gateway_integration", label)
    return {
        "asked_by": Address("aws_api_gateway_rest_api_policy", label).policy,
        "signed_by": method.authorization,
        "keyed": method.api_key_required,
        "passed_to": passed.uri,
        "passed_by": passed.connection_id,
        "waits": passed.timeout_milliseconds,
    }


def account(context: Context) -> StackFile:
    """Return the file of what one account has once, for all its APIs: the role that API Gateway writes logs by."""
    platform = context.platform
    return StackFile(
        path="models.tf",
        template="llm/account.tf.j2",
        target="llm",
        inputs={
            "name": f"{platform.name}-model-doors",
            "statements": _recording(context),
            "tags": context.tags("model-doors", zone="platform", level="platform"),
        },
    )


def _recording(context: Context) -> tuple[Statement, ...]:
    """Return what API Gateway asks of the role that it writes logs by (guide, "Permissions for CloudWatch logging").

    It tries the role in a group of its own before it takes it. What it reads there is its own trial: nobody's records.
    """

    def groups(name: str) -> str:
        return context.arn("logs", f"log-group:{name}*", region=context.platform.regions.primary)

    writing = ("CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "PutLogEvents")
    return (
        allow("FindGroups", ["logs:DescribeLogGroups"], [groups("")]),
        allow(
            "WriteRecords", [f"logs:{verb}" for verb in writing], [groups(logs.MODEL_GROUPS), groups(logs.FAULT_GROUPS)]
        ),
        allow("ReadTrial", ["logs:FilterLogEvents", "logs:GetLogEvents"], [groups(TRIAL)]),
    )
