"""Provider blocks from the providers that a program makes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bastide.bridge.names import snake
from bastide.graph.pulumi.maps import SPELLED
from bastide.graph.pulumi.names import Names, is_default, is_provider, package_of
from bastide.graph.pulumi.recording import Recording, Registration
from bastide.graph.pulumi.values import Site, Values
from bastide.graph.pulumi.written import Body, Declared, Entry, Nested, Origin

SOURCES: Mapping[str, str] = {"aws": "hashicorp/aws", "alicloud": "aliyun/alicloud", **SPELLED}
_BLOCKS: Mapping[str, str] = {
    "assumeRole": "assume_role",
    "assumeRoles": "assume_role",
    "assumeRoleWithWebIdentity": "assume_role_with_web_identity",
    "defaultTags": "default_tags",
    "endpoints": "endpoints",
    "ignoreTags": "ignore_tags",
}
"""Settings that are blocks in Terraform."""
_ONLY_PULUMI = frozenset({"version", "pluginDownloadURL", "skipRegionValidation"})
_DEFAULTS: Mapping[str, Any] = {"skipCredentialsValidation": "false", "skipMetadataApiCheck": "true"}
"""What Pulumi's SDK sets by itself, and Terraform's provider would too, in effect."""


class Providers:
    """The providers of one recording, and those that only a resource's own region asks for."""

    def __init__(self, recording: Recording, names: Names, values: Values) -> None:
        self._made = [one for one in recording.registrations if is_provider(one) and package_of(one) in SOURCES]
        self._by_urn = {one.urn: one for one in self._made}
        self._names = names
        self._values = values
        self._regions: dict[tuple[str, str, str], str] = {}

    def alias(self, kind: str, provider: str, region: Any) -> str:
        """Return the alias of the provider that makes something, if in its own region; nothing for the default one."""
        alias = self._names.alias(provider)
        if not isinstance(region, str) or "~[" in region or region == self._region(kind, provider):
            return alias
        key = (kind, provider, region)
        self._regions.setdefault(key, f"{alias or 'default'}_{snake(region.replace('-', '_'))}")
        return self._regions[key]

    def declared(self, used: Iterable[str]) -> Iterator[Declared]:
        """Yield what the text requires, and the provider blocks; `used` are the providers that make its resources."""
        wanted = sorted({*used} & set(SOURCES))
        if wanted:
            yield Declared("terraform", (), Body((), (Nested("required_providers", Body(_sources(wanted)), ()),)))
        for one in self._made:
            alias = "" if is_default(one) else self._names.alias(one.urn)
            yield self._block(package_of(one), one, alias, one.inputs)
        for (kind, urn, region), alias in self._regions.items():
            base = self._by_urn.get(urn.rpartition("::")[0])
            yield self._block(kind, base, alias, {**({} if base is None else base.inputs), "region": region})

    def _region(self, kind: str, provider: str) -> Any:
        made = self._by_urn.get(provider.rpartition("::")[0])
        if made is None:
            made = next((one for one in self._made if package_of(one) == kind and is_default(one)), None)
        return None if made is None else made.inputs.get("region")

    def _block(self, kind: str, one: Registration | None, alias: str, inputs: Mapping[str, Any]) -> Declared:
        origin = Origin() if one is None else Origin(one.number)
        attributes = [Entry("alias", alias, ())] if alias else []
        blocks: list[Nested] = []
        for name, value in inputs.items():
            if name in _ONLY_PULUMI or value is None or value == _DEFAULTS.get(name) or name.startswith("__"):
                continue
            self._setting(name, _decoded(value), origin, (attributes, blocks))
        return Declared("provider", (kind,), Body(tuple(attributes), tuple(blocks)), origin)

    def _setting(self, name: str, value: Any, origin: Origin, body: tuple[list[Entry], list[Nested]]) -> None:
        site = Site(origin, (name,), snake(name))
        if name not in _BLOCKS:
            body[0].append(Entry(snake(name), self._values.value(value, site), site.path))
            return
        for item in value if isinstance(value, list) else [value]:
            body[1].append(Nested(_BLOCKS[name], self._inner(item, site), site.path))

    def _inner(self, value: Any, site: Site) -> Body:
        entries = value.items() if isinstance(value, Mapping) else ()
        return Body(
            tuple(Entry(snake(name), self._values.value(item, site.at(name)), site.path) for name, item in entries)
        )


def _sources(wanted: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(Entry(kind, {"source": SOURCES[kind]}, ()) for kind in wanted)


def _decoded(value: Any) -> Any:
    """Return a setting as data: whatever is no text reaches a provider as JSON."""
    if not isinstance(value, str) or not value.startswith(("[", "{", "true", "false")):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
