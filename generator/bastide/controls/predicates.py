"""When a control applies: a closed list of predicates over what was declared."""

from collections.abc import Callable, Iterable, Mapping

from bastide.controls.ground import Ground
from bastide.model.control import Control, Wording
from bastide.model.intent import Intent

Predicate = Callable[[Intent, Ground, tuple[str, ...]], bool]


def _exposure(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(zone.exposure in values for zone in intent.zones)


def _class(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(store.data_class in values for store in intent.stores)


def _stores(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(store.kind in values for store in intent.stores)


def _personal(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(store.personal and ("any" in values or store.kind in values) for store in intent.stores)


def _agencies(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return len({zone.agency for zone in intent.zones if zone.agency}) >= int(values[0])


def _keepers(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    agencies = {zone.name: zone.agency for zone in intent.zones}
    return len({agencies[store.zone] for store in intent.stores} - {None}) >= int(values[0])


def _types(_: Intent, ground: Ground, values: tuple[str, ...]) -> bool:
    return next(iter(ground.case.graph.of_type(*values)), None) is not None


def _declares(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(getattr(intent, name) for name in values)


def _vendors(intent: Intent, _: Ground, __: tuple[str, ...]) -> bool:
    return any(role.vendor for role in intent.roles)


def _roles(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(role.name in values for role in intent.roles)


def _crypto(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return intent.crypto in values


def _clouds(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return intent.cloud in values


PREDICATES: Mapping[str, Predicate] = {
    "exposure": _exposure,
    "class": _class,
    "stores": _stores,
    "personal": _personal,
    "agencies": _agencies,
    "keepers": _keepers,
    "types": _types,
    "declares": _declares,
    "vendors": _vendors,
    "cloud": _clouds,
    "roles": _roles,
    "crypto": _crypto,
}
"""By name, with its values: `exposure: [internet]`, `class: [core]`, `stores: [postgres]`, `personal: [object]` (or
`any`), `agencies: ["2"]`, `keepers: ["2"]` (agencies with stores), `types: [aws_lb]`, `declares: [models]` (a part of
the declaration that is not empty), `vendors: [any]`, `roles: [break-glass]`, `crypto: [gm]`, `cloud: [aws]`."""

_REASONS: Mapping[str, Wording] = {
    "exposure": Wording("no zone is reachable from: {}", "没有面向以下范围的区域：{}"),
    "class": Wording("no store is of class: {}", "没有以下级别的数据存储：{}"),
    "stores": Wording("no store is of kind: {}", "没有以下类型的数据存储：{}"),
    "personal": Wording("no store holds personal data", "没有存放个人信息的数据存储"),
    "agencies": Wording("fewer than {} agencies share the platform", "使用平台的委办局少于 {} 个"),
    "keepers": Wording("fewer than {} agencies keep data", "存放数据的委办局少于 {} 个"),
    "types": Wording("nothing of this kind is in the code: {}", "代码中没有此类资源：{}"),
    "declares": Wording("nothing of this kind is declared: {}", "未声明：{}"),
    "vendors": Wording("no role is a vendor's", "没有供应商角色"),
    "roles": Wording("no such role is declared: {}", "未声明以下角色：{}"),
    "crypto": Wording("the platform asks for no such cryptography: {}", "平台未要求以下密码体系：{}"),
    "cloud": Wording("it speaks of other clouds: {}", "仅适用于其他云：{}"),
}


def inapplicable(control: Control, ground: Ground) -> Wording | None:
    """Return why a control doesn't apply to a stack, None where it does; without a declaration every control does."""
    intent = ground.intent
    if intent is None:
        return None
    for name, values in control.applies.items():
        if not PREDICATES[name](intent, ground, values):
            return _reason(name, values)
    return None


def _reason(name: str, values: Iterable[str]) -> Wording:
    reason, listed = _REASONS[name], ", ".join(values)
    return Wording(reason.en.format(listed), reason.zh.format(listed))
