"""Provider blocks as explicit providers, one for each region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bastide.bridge.model import Property
from bastide.model.graph import Reference
from bastide.render.pulumi import names
from bastide.render.pulumi.faults import Faults
from bastide.render.pulumi.layout import Entry, Group, call
from bastide.render.pulumi.literals import quoted
from bastide.render.pulumi.source import Declared, File
from bastide.render.pulumi.values import Writer

PRIMARY = "primary"
"""What the provider without an alias is called."""

_CONFIGURED: Mapping[str, Property] = {
    "region": Property("region", "region", "region", type="str"),
    "allowed_account_ids": Property("allowed_account_ids", "allowedAccountIds", "allowed_account_ids", type="list:str"),
}


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider: its variable, its block, and the call that makes it."""

    name: str
    declared: Declared
    made: Group


def providers(files: Iterable[File], faults: Faults) -> dict[str, Provider]:
    """Return the providers by alias, the default one by an empty one."""
    made: dict[str, Provider] = {}
    for declared, inner in ((declared, file.inner) for file in files for declared in file.providers):
        body = declared.body
        alias = body.get("alias") or ""
        if body.labels != ("aws",) or not isinstance(alias, str) or alias in (*made, PRIMARY):
            called = ".".join([*body.labels, str(alias)])
            faults.provider(f"the provider `{called}` can't be told from others", body.place)
        else:
            made[alias] = _provider(declared, alias, Writer(_nothing, faults, inner))
    return made


def _provider(declared: Declared, alias: str, writer: Writer) -> Provider:
    arguments = writer.arguments("provider", declared.body, _CONFIGURED, {"alias"})
    called = Entry("", quoted(alias or PRIMARY))
    return Provider(names.identifier(alias or PRIMARY), declared, call("aws.Provider", [called, *arguments]))


def _nothing(_: Reference) -> None:
    return None
