"""`existing:`: the network, keys and log account that the team has already, and that the platform is attached to."""

from collections.abc import Mapping
from ipaddress import IPv4Network

from bastide.model.existing import Existing, ExistingKey, ExistingLogs, ExistingVpc
from bastide.model.platform import Platform
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.existing import NAME, check
from bastide.spec.section import Section
from bastide.spec.shape import Key, ListOf, Record, Text, cidr, name

MOST_BLOCKS = 5
"""IPv4 blocks of a VPC (Amazon VPC quotas, the default)."""

_HEX = "([0-9a-f]{8}|[0-9a-f]{17})"
_ARN = Text(
    "the ARN of a key",
    r"arn:aws(-cn|-us-gov)?:kms:[a-z]{2}(-[a-z]+)+-[0-9]:[0-9]{12}:key/"
    r"(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    128,
    "arn:aws:kms:ap-southeast-1:123456789012:key/0d990263-018e-4e65-a703-eff731de951e",
)
_LOG_ARN = Text(_ARN.form, _ARN.pattern, _ARN.longest, _ARN.example.replace("123456789012", "210987654321"))
_vpc = Record(
    {
        "id": Key(Text("a VPC's id", f"vpc-{_HEX}", 21, "vpc-0a1b2c3d4e5f67890"), "The network.", required=True),
        "cidrs": Key(
            ListOf(cidr, least=1, most=MOST_BLOCKS, or_one=True, unique=True),
            "All of its IPv4 blocks; `platform.cidr` lies in one of them, where nothing else stands.",
            required=True,
            example="10.40.0.0/16",
        ),
        "internet_gateway": Key(
            Text("an internet gateway's id", f"igw-{_HEX}", 21, "igw-0a1b2c3d4e5f67890"),
            "Its internet gateway, where the platform meets the internet.",
        ),
    },
    fragile=True,
)
_key = Record(
    {
        "class": Key(name, "The class whose stores it encrypts.", required=True, example="core"),
        "agency": Key(name, "Whose stores; the platform's own by default."),
        "arn": Key(_ARN, "The key, in the primary region.", required=True),
        "dr": Key(_ARN, "The key of the copies, in the DR region; needed where a store is copied."),
    },
    fragile=True,
)
_logs = Record(
    {
        "account": Key(
            Text("twelve digits in quotes", "[0-9]{12}", 12, '"210987654321"'), "Whose bucket it is.", required=True
        ),
        "bucket": Key(
            Text("a bucket's name", r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", 63, "window-records"),
            "The bucket that every record is copied to.",
            required=True,
        ),
        "key": Key(_LOG_ARN, "The key of that account that encrypts the copies.", required=True),
    },
    fragile=True,
)
_record = Record(
    {
        "vpc": Key(_vpc, "A network to stand in, instead of one of the platform's own."),
        "keys": Key(ListOf(_key, least=1, most=100), "Keys to encrypt with, instead of the platform's own."),
        "logs": Key(_logs, "A bucket of the account that collects records, in addition to the platform's own."),
    },
    least=1,
)


def build(draft: Draft) -> Existing | None:
    """Return what a faultless draft is attached to, None where it makes everything itself."""
    item = draft.settings.get(NAME)
    if item is None:
        return None
    found = sorted(map(_built, item.items("keys")), key=lambda one: (one.data_class, one.agency or ""))
    return Existing(_network(item.get("vpc")), tuple(found), _collector(item.get("logs")), item.key)


def _network(item: Item | None) -> ExistingVpc | None:
    if item is None:
        return None
    blocks = tuple(sorted(IPv4Network(str(one.value)) for one in item.items("cidrs")))
    return ExistingVpc(item.text("id"), blocks, item.text("internet_gateway"), item.key)


def _built(item: Item) -> ExistingKey:
    return ExistingKey(item.text("class"), item.text("agency") or None, item.text("arn"), item.text("dr"), item.place)


def _collector(item: Item | None) -> ExistingLogs | None:
    if item is None:
        return None
    return ExistingLogs(item.text("account"), item.text("bucket"), item.text("key"), item.key)


def _full(platform: Platform) -> Mapping[str, object] | None:
    found = platform.existing
    if found is None:
        return None
    parts: dict[str, object] = {}
    if found.vpc is not None:
        gateway = {"internet_gateway": found.vpc.internet_gateway} if found.vpc.internet_gateway else {}
        parts["vpc"] = {"id": found.vpc.id, "cidrs": [str(one) for one in found.vpc.cidrs], **gateway}
    if found.keys:
        parts["keys"] = [_full_key(one) for one in found.keys]
    if found.logs is not None:
        parts["logs"] = {"account": found.logs.account, "bucket": found.logs.bucket, "key": found.logs.key}
    return parts


def _full_key(one: ExistingKey) -> Mapping[str, object]:
    written = {"class": one.data_class, "agency": one.agency, "arn": one.arn, "dr": one.dr}
    return {key: value for key, value in written.items() if value}


SECTION = Section(
    name=NAME,
    word="setting",
    key=Key(_record, "A network, keys or a log account that the team has already, to attach the platform to."),
    example="""\
existing:
  vpc: {id: vpc-0a1b2c3d4e5f67890, cidrs: [10.0.0.0/8], internet_gateway: igw-0a1b2c3d4e5f67890}
""",
    check=check,
    full=_full,
    around="""\
bastide: 1
platform: {name: window, owner: data-bureau, cloud: aws, account: "123456789012", cidr: 10.40.0.0/16,
  regions: {primary: ap-southeast-1, dr: ap-northeast-1}}
profile: gov-baseline
zones: {edge: {exposure: internet}}
flows:
  - {from: internet, to: edge, allow: tcp/443, why: citizens reach the portal}
logging: {alerts: {soc: soc@example.gov}}
""",
)
"""The section, as the spec's reader takes it."""
