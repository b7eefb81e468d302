"""What checkov calls each of its checks of Terraform, by the check's id. Imports checkov, and fills its registries."""

from collections.abc import Iterator, Mapping

import checkov.terraform.runner  # noqa: F401 - it fills the registries
from checkov.common.checks_infra.registry import get_graph_checks_registry
from checkov.terraform.checks.data.registry import data_registry
from checkov.terraform.checks.module.registry import module_registry
from checkov.terraform.checks.provider.registry import provider_registry
from checkov.terraform.checks.resource.registry import resource_registry

from bastide.scan.checkov.foreign import Foreign


def names() -> Mapping[str, str]:
    """Return the name of every check."""
    return {str(one.id): str(one.name) for one in _checks()}


def _checks() -> Iterator[Foreign]:
    graph = get_graph_checks_registry("terraform")
    graph.load_checks()
    yield from graph.checks
    for registry in (data_registry, module_registry, provider_registry, resource_registry):
        for some in (*registry.checks.values(), *registry.wildcard_checks.values()):
            yield from some
