"""A platform's capability rendered to Terraform and read back as the judge reads it: what a module really says."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bastide.graph.terraform import read_tree
from bastide.hcl.layout import align
from bastide.model.graph import Encoded, Graph
from bastide.model.platform import Platform
from bastide.planner import addresses
from bastide.planner.context import Context, StackFile, context_of
from bastide.render.templates import environment

ROOT = Path(__file__).resolve().parents[2]

Capability = Callable[[Context], Iterator[StackFile]]


def context(spec: Platform) -> Context:
    """Return a platform planned with a fresh address lock."""
    return context_of(spec, addresses.allocate(spec, None))


def rendered(spec: Platform, *capabilities: Capability) -> dict[str, str]:
    """Return the files that some capabilities write for a platform, by path."""
    planned = context(spec)
    env = environment(ROOT, spec.frameworks)
    files = [file for capability in capabilities for file in capability(planned)]
    texts = {file.path: env.get_template(file.template).render(file.inputs) for file in files}
    return {path: align(text) if path.endswith(".tf") else text for path, text in texts.items()}


def graph(spec: Platform, *capabilities: Capability) -> Graph:
    """Return what some capabilities write for a platform as the judge's graph."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in rendered(spec, *capabilities).items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, encoding="utf-8")
        return read_tree(Path(folder))


def statements(found: Graph, address: str, argument: str = "policy") -> dict[str, dict[str, object]]:
    """Return the statements of a resource's policy by their Sid (or by number where they have none)."""
    value = found.by_address[address].get(argument)
    assert isinstance(value, Encoded)
    assert isinstance(value.value, dict)
    listed = value.value["Statement"]
    assert isinstance(listed, tuple)
    return {str(one.get("Sid", index)): one for index, one in enumerate(listed) if isinstance(one, dict)}
