"""The main module: providers, and components in the order in which they need each other."""

from collections.abc import Iterator, Sequence

from bastide.render.pulumi.layout import Entry, call, laid_out
from bastide.render.pulumi.literals import WIDTH, comment, quoted
from bastide.render.pulumi.needs import Needs, needs
from bastide.render.pulumi.stack import Component, Stack


def main(stack: Stack, platform: str) -> str:
    """Return the source of `__main__.py`."""
    takes = {name: needs(stack, component) for name, component in stack.components.items()}
    modules = sorted(stack.components.values(), key=lambda one: one.module)
    lines = [
        f'"""`{platform}` as a Pulumi program: providers, then components with what each needs of others."""',
        "",
        *(["import pulumi_aws as aws", ""] if stack.providers else []),
        *[line for one in modules for line in _import(one, takes[one.name])],
        *_providers(stack),
    ]
    for circle in stack.wiring.circles:
        lines += ["", *_circle(stack, circle, takes)]
    return "\n".join(lines) + "\n"


def _import(component: Component, takes: Sequence[Needs]) -> list[str]:
    names = sorted([component.class_name, *(one.class_name for one in takes)])
    line = f"from components.{component.module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"from components.{component.module} import (", *(f"    {name}," for name in names), ")"]


def _providers(stack: Stack) -> Iterator[str]:
    for provider in stack.providers.values():
        yield ""
        for text in provider.declared.comments:
            yield from comment(text, 0)
        yield from laid_out(f"{provider.name} = ", provider.made, 0)


def _circle(stack: Stack, members: Sequence[str], takes: dict[str, tuple[Needs, ...]]) -> Iterator[str]:
    if len(members) > 1:
        yield "# These need resources of each other: each makes what it can alone, and the rest when all are there."
    for name in members:
        component, first = stack.components[name], takes[name][0]
        arguments = [Entry("", quoted(name)), Entry("", call(first.class_name, list(_fields(stack, first))))]
        yield from laid_out(f"{component.module} = ", call(component.class_name, arguments), 0)
    for number in range(1, max(one.phase for name in members for one in takes[name]) + 1):
        for name in members:
            for one in (one for one in takes[name] if one.phase == number):
                peers = call(one.class_name, list(_fields(stack, one)))
                method = f"{stack.components[name].module}.{one.method}"
                yield from laid_out("", call(method, [Entry("", peers)]), 0)


def _fields(stack: Stack, takes: Needs) -> Iterator[Entry]:
    for name in takes.providers:
        yield Entry(f"{name}=", name)
    for component, addresses in takes.resources.items():
        module = stack.components[component].module
        for name in (stack.attributes[one] for one in addresses):
            yield Entry(f"{name}=", f"{module}.{name}")
