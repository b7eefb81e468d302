"""One file's resources as a module: what they need of others as typed fields, and a class that makes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bastide.bridge.model import ResourceType
from bastide.model.graph import Reference
from bastide.render.pulumi.faults import Faults
from bastide.render.pulumi.layout import Entry, Group, call, laid_out
from bastide.render.pulumi.literals import comment, quoted
from bastide.render.pulumi.needs import Needs, needs
from bastide.render.pulumi.options import META, Options
from bastide.render.pulumi.source import Declared
from bastide.render.pulumi.stack import Component, Stack
from bastide.render.pulumi.values import Writer

_DEFINITION, _BODY = 4, 8


def module(stack: Stack, component: Component, exports: Mapping[str, str], faults: Faults) -> str:
    """Return the source of a component's module; `exports` are what others read of it: name to expression."""
    body = _Body(stack, component, faults)
    phases = stack.wiring.phases[component.name]
    made = [list(body.phase(addresses)) for number, addresses in enumerate(phases) if addresses or not number]
    takes = needs(stack, component)
    source = component.file.source
    lines = [
        f'"""`{source.target}`: what `{source.path}` declares for Terraform."""',
        "",
        *(["import json"] if "json" in body.writer.imports else []),
        "from dataclasses import dataclass",
        "",
        "import pulumi",
        *(["import pulumi_aws as aws"] if component.file.resources else []),
    ]
    for one in takes:
        lines += ["", "", *_dataclass(stack, one)]
    return "\n".join([*lines, "", "", *_class(component, takes, made, exports), ""])


class _Body:
    """Writes the statements that make a component's resources."""

    def __init__(self, stack: Stack, component: Component, faults: Faults) -> None:
        self._stack, self._name = stack, component.name
        self._circle = frozenset(stack.wiring.circle[component.name])
        self._section: tuple[str, ...] = ()
        self.writer = Writer(self._resolve, faults, component.file.inner)
        self._options = Options(self._resolve, faults)

    def phase(self, addresses: Sequence[str]) -> Iterator[str]:
        """Yield the lines that make resources, in order."""
        self._section = ()
        for address in addresses:
            yield ""
            statement = self._statement(address)
            for text in (*self._heading(self._stack.resources[address]), *self._left(address)):
                yield from (" " * _BODY + line for line in comment(text, _BODY))
            yield from statement

    def _statement(self, address: str) -> list[str]:
        body, kind = self._stack.resources[address].body, self._stack.types[address]
        self.writer = replace(self.writer, start=body.place.line)
        entries = [Entry("", quoted(body.labels[1]))]
        entries += self.writer.arguments(kind.terraform, body, kind.properties, META)
        entries.append(Entry("opts=", self._options.of(body, kind, self._stack.provider_of(address))))
        lead = f"self.{self._stack.attributes[address]} = "
        return laid_out(lead, call(kind.python, entries, broken=True), _BODY)

    def _heading(self, declared: Declared) -> tuple[str, ...]:
        """Return the comments above a resource; those of its section come again where it stands in another one."""
        here, self._section = self._section, declared.section
        if declared.section in (here, declared.comments):
            return declared.comments
        return (*declared.section, *declared.comments)

    def _left(self, address: str) -> tuple[str, ...]:
        """Return the comments at the end of a resource's block, with nothing after them."""
        return self.writer.comments_to(self._stack.resources[address].body.end_line) if self.writer.inner else ()

    def _resolve(self, reference: Reference) -> tuple[str, ResourceType] | None:
        home = self._stack.wiring.home.get(reference.address)
        if home is None:
            return None
        other = "peers" if home in self._circle else "args"
        owner = "self" if home == self._name else other
        return f"{owner}.{self._stack.attributes[reference.address]}", self._stack.types[reference.address]


def _dataclass(stack: Stack, takes: Needs) -> Iterator[str]:
    yield "@dataclass(frozen=True, kw_only=True)"
    yield f"class {takes.class_name}:"
    if takes.method == "__init__":
        yield f'    """What `{takes.class_name.removesuffix("Args")}` needs of other components."""'
    else:
        yield f'    """What `{takes.method}` needs: resources that in their turn need some of ours."""'
    if takes.providers:
        yield ""
        yield from (f"    {name}: aws.Provider" for name in takes.providers)
    for component, addresses in takes.resources.items():
        yield from ("", f"    # {component}")
        yield from (f"    {stack.attributes[one]}: {stack.types[one].python}" for one in addresses)


def _class(
    component: Component, takes: Sequence[Needs], made: Sequence[list[str]], exports: Mapping[str, str]
) -> Iterator[str]:
    yield f"class {component.class_name}(pulumi.ComponentResource):"
    yield f'    """Everything that serves `{component.file.source.target}`."""'
    for number, (one, lines) in enumerate(zip(takes, made, strict=True)):
        yield ""
        yield from _opening(component, one, last=number == len(takes) - 1)
        yield from lines if number == 0 else lines[lines[:1] == [""] :]
        if number == len(takes) - 1:
            yield from _closing(component, exports)


def _opening(component: Component, takes: Needs, *, last: bool) -> Iterator[str]:
    """Yield a method's head: the constructor's keeps what later ones need."""
    if takes.method != "__init__":
        yield f"    def {takes.method}(self, peers: {takes.class_name}) -> None:"
        yield '        """Make the rest, once everything that it needs is there."""'
        yield "        args = self._args"
        yield ""
        return
    options = "opts: pulumi.ResourceOptions | None = None"
    parameters = [Entry("", one) for one in ("self", "name: str", f"args: {takes.class_name}", options)]
    yield from laid_out("", Group("def __init__(", parameters, ") -> None:"), _DEFINITION)
    yield f'        super().__init__("{component.token}", name, opts=opts)'
    if not last:
        yield "        self._args = args"


def _closing(component: Component, exports: Mapping[str, str]) -> Iterator[str]:
    yield ""
    for text in component.file.last:
        yield from (" " * _BODY + line for line in comment(text, _BODY))
    entries = [Entry(f"{quoted(name)}: ", expression) for name, expression in exports.items()]
    yield from laid_out("", call("self.register_outputs", [Entry("", Group("{", entries, "}"))]), _BODY)
