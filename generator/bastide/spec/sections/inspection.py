"""`inspection:`: a firewall between zones of different exposure, and the names that connections out may ask for."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.model.inspection import Inspection
from bastide.model.kinds import Exposure
from bastide.model.platform import INTERNET, Platform
from bastide.model.traffic import Protocol
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.section import Section
from bastide.spec.shape import Key, ListOf, Record, Text

NAME = "inspection"
MOST_DOMAINS = 200

_domain = Text(
    "a host name, or one after a dot for all names below it",
    r"\.?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]{0,58}[a-z0-9])",
    200,
    "updates.example.gov",
)
_record = Record(
    {
        "domains": Key(
            ListOf(_domain, least=1, most=MOST_DOMAINS, unique=True),
            "The only names that connections out may ask for, in TLS or HTTP; `.example.gov` means all below it.",
            example="[updates.example.gov]",
        )
    }
)


def build(draft: Draft) -> Inspection | None:
    """Return what a faultless draft wants inspected, None where it wants nothing."""
    item = draft.settings.get(NAME)
    if item is None:
        return None
    return Inspection(tuple(sorted(str(one.value) for one in item.items("domains"))), item.key)


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    del today
    item = draft.settings.get(NAME)
    domains = None if item is None else item.get("domains")
    if domains is None or not draft.knows_all_flows:
        return
    leaving = [owned.item for owned in draft.flows if _leaves(draft, owned.item)]
    if not leaving:
        said = "no zone behind the boundary has a flow to the internet, so these names allow nothing"
        yield fault("SPEC110", said, domains.place, fix="remove `domains`, or add the flow that needs them")
    for flow in leaving:
        for allowed in flow.items("allow"):
            if units.traffic(str(allowed.value)).protocol is not Protocol.TCP:
                said = f"`{allowed.value}` leaves the platform, and a list of names can't judge it"
                fix = "use a service inside the platform, or remove `domains`"
                yield fault("SPEC111", said, allowed.place, fix=fix)


def _leaves(draft: Draft, flow: Item) -> bool:
    """Whether a flow leads out through the gateways: a zone that faces the internet has addresses of its own."""
    sources = {units.reference(str(one.value)).zone for one in flow.items("from")} & set(draft.zones)
    outward = any(str(one.value) == INTERNET for one in flow.items("to"))
    return outward and any(draft.exposure(zone) != Exposure.INTERNET for zone in sources)


def _full(platform: Platform) -> Mapping[str, object] | None:
    found = platform.inspection
    if found is None:
        return None
    return {"domains": list(found.domains)} if found.domains else {}


SECTION = Section(
    name=NAME,
    word="setting",
    key=Key(_record, "A firewall that sees what passes between zones of different exposure, and out of them."),
    example="inspection: {domains: [updates.example.gov]}\n",
    check=_check,
    full=_full,
    around="""\
bastide: 1
platform: {name: window, owner: data-bureau, cloud: aws, account: "123456789012", cidr: 10.40.0.0/16,
  regions: {primary: ap-southeast-1, dr: ap-northeast-1}}
profile: gov-baseline
zones: {app: {exposure: internal}}
flows:
  - {from: app, to: internet, allow: tcp/443, why: updates of the operating system}
logging: {alerts: {soc: soc@example.gov}}
""",
)
"""The section, as the spec's reader takes it."""
