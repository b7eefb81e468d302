"""Working copies of a generated tree: what the proof changes, it changes here and never in the tree itself."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.not_served import NotServed, Setting

_HEADER = re.compile(r'^(?P<kind>\w+)(?P<labels>(?: "[^"]+")*) \{(?P<empty>\})?$')
_ALIAS = re.compile(r'^  alias +?= "(?P<alias>[^"]+)"$')

# No server answers: nothing may be asked. The account id is not requested, so it can't be compared either.
_OFFLINE = {
    "max_retries": 1,
    "access_key": "mock",
    "secret_key": "mock",
    "allowed_account_ids": None,
    "skip_credentials_validation": True,
    "skip_metadata_api_check": True,
    "skip_requesting_account_id": True,
    "skip_region_validation": True,
}
_RUN = shutil.ignore_patterns(".terraform", ".terraform.lock.hcl", "terraform.tfstate*", "tfplan")
"""What earlier runs of terraform leave in a tree."""

# A refusal should be read at once, not after the default of twenty-five tries.
_EMULATED = {"max_retries": 3}


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level block of a formatted file: its kind, labels and lines."""

    kind: str
    labels: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def alias(self) -> str | None:
        """The alias of a provider block, None for the default one."""
        found = (match["alias"] for line in self.lines if (match := _ALIAS.match(line)))
        return next(found, None)

    def holds(self, argument: str) -> bool:
        """Whether the block holds an argument or a nested block, `lifecycle.prevent_destroy` for one inside another."""
        nested, _, name = argument.rpartition(".")
        margin = "    " if nested else "  "
        return any(line.startswith(f"{margin}{name} ") for line in self.lines)

    def sets(self, argument: str) -> bool:
        """Whether the block gives an argument a value: a nested block is held, not set."""
        name = argument.rpartition(".")[2]
        return self.holds(argument) and not any(line.strip() == f"{name} {{" for line in self.lines)


def sections(text: str) -> Iterator[Section | str]:
    """Yield each top-level block, and each line between blocks as it is.

    Reads lines, not HCL: `terraform fmt` is proven first, so a block starts and ends at the margin. It stays apart
    from the product's own parser, which the plan is compared with.
    """
    lines = iter(text.splitlines(keepends=True))
    for line in lines:
        header = _HEADER.match(line.rstrip("\n"))
        if header is None:
            yield line
            continue
        held = [line]
        while not header["empty"] and held[-1].rstrip("\n") != "}":
            held.append(next(lines))
        yield Section(header["kind"], tuple(re.findall(r'"([^"]+)"', header["labels"])), tuple(held))


def blocks(tree: Path) -> Iterator[Section]:
    """Yield every top-level block of a tree, file by file."""
    for path in sorted(tree.glob("*.tf")):
        yield from (part for part in sections(path.read_text(encoding="utf-8")) if isinstance(part, Section))


TARGETS = ("gateway_id", "nat_gateway_id", "vpc_endpoint_id")


def copied(tree: Path, into: Path) -> Path:
    """Copy a tree without what earlier runs of terraform left in it, and return the copy."""
    return shutil.copytree(tree, into, ignore=_RUN)


def exchanged(copy: Path, tree: Path) -> None:
    """Put another tree's code into a working copy, whose state stays."""
    for path in copy.iterdir():
        if path.is_file() and not path.name.startswith(("terraform.tfstate", ".terraform")):
            path.unlink()
    shutil.copytree(tree, copy, ignore=_RUN, dirs_exist_ok=True)


def offline(tree: Path) -> None:
    """Make a copy plannable without any server."""
    _override(tree, "plan_override.tf", _providers(tree, _OFFLINE))


def emulated(tree: Path, served: NotServed) -> None:
    """Make a copy appliable to the emulator: leave out what it can't serve and lift what would stop a destroy."""
    for path in sorted(tree.glob("*.tf")):
        text = path.read_text(encoding="utf-8")
        path.write_text("".join(_kept(sections(text), served)), encoding="utf-8")
    settings = _settings(tree, (*served.settings, *served.lifted))
    _override(tree, "emulator_override.tf", (*_providers(tree, _EMULATED), *settings))


def _kept(parts: Iterable[Section | str], served: NotServed) -> Iterator[str]:
    """Yield the text of a file without the resources, and the nested blocks of resources, that are left out."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif part.kind != "resource":
            yield from part.lines
        elif part.labels[0] not in served.left_out and not _leads_to(part, served.left_out):
            yield from _without_blocks(part, served.left_out_of(part.labels[0]))


def _leads_to(part: Section, left_out: frozenset[str]) -> bool:
    """Whether a resource is a route whose target is left out: without one there is no route."""
    if part.labels[0] != "aws_route":
        return False
    targets = [line for line in part.lines if line.strip().startswith(TARGETS)]
    return any(name in line for line in targets for name in left_out)


def _without_blocks(part: Section, names: frozenset[str]) -> Iterator[str]:
    """Yield the lines of a resource without its nested blocks of some types; an override can't take a block away."""
    lines = iter(part.lines)
    for line in lines:
        if line.startswith("  ") and line[2:].removesuffix(" {\n") in names:
            next(end for end in lines if end == "  }\n")
        else:
            yield line


def _providers(tree: Path, arguments: Mapping[str, object]) -> Iterator[str]:
    """Yield an override for every provider configuration, aliases included."""
    for block in blocks(tree):
        if block.kind == "provider":
            named = {} if block.alias is None else {"alias": block.alias}
            yield _block(f'provider "{block.labels[0]}"', {**named, **arguments})


def _settings(tree: Path, settings: tuple[Setting, ...]) -> Iterator[str]:
    """Yield an override for every setting of every resource of its type."""
    for block in blocks(tree):
        for setting in settings:
            if block.kind == "resource" and block.labels[0] == setting.type and _overrides(block, setting):
                yield _setting(block, setting)


def _overrides(block: Section, setting: Setting) -> bool:
    """Whether an override is the way: a value always, a removal only of an argument that is there."""
    return setting.value is not None or block.sets(setting.argument)


def _setting(block: Section, setting: Setting) -> str:
    """Return the override that gives one argument of one resource its value."""
    nested, _, argument = setting.argument.rpartition(".")
    inner = {argument: setting.value}
    header = 'resource "{}" "{}"'.format(*block.labels)
    return _block(header, inner) if not nested else f"{header} {{\n{_block(nested, inner)}}}\n"


def _block(header: str, arguments: Mapping[str, object]) -> str:
    """Return a block of HCL; JSON is HCL's own spelling of a literal."""
    lines = "".join(f"  {name} = {json.dumps(value)}\n" for name, value in arguments.items())
    return f"{header} {{\n{lines}}}\n"


def _override(tree: Path, name: str, parts: Iterable[str]) -> None:
    (tree / name).write_text("\n".join(parts), encoding="utf-8")
