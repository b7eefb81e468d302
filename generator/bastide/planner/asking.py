"""Who asks a model: the roles of an agency's workloads, each by its own name."""

from collections.abc import Iterator

from bastide.hcl.literal import Address, Template
from bastide.model.platform import Workload
from bastide.planner import names
from bastide.planner.context import Context
from bastide.planner.statements import Statement, allow


def statements(context: Context, workload: Workload) -> Iterator[Statement]:
    """Yield leave for a workload to ask the models that its agency is a client of."""
    models = [one.name for one in context.platform.workloads if one.name in workload.asks]
    if models:
        apis = [Address("aws_api_gateway_rest_api", names.label(one)) for one in models]
        asked = [Template(api.execution_arn, "/v1/POST/*") for api in apis]
        yield allow("AskModels", ["execute-api:Invoke"], asked)
