"""Every key that a spec may use, with its shape and its one-sentence description."""

from bastide.spec.sections import SECTIONS
from bastide.spec.shape import (
    TRAFFIC,
    Choice,
    Flag,
    Key,
    ListOf,
    MapOf,
    Record,
    Text,
    Whole,
    cidr,
    date,
    duration,
    line,
    name,
    names,
    region,
    tag,
    zone,
    zones,
)
from bastide.spec.workload_keys import workload

CRYPTO = ("standard", "gm")
FRAMEWORKS = ("ccm-4", "cis-aws-5", "gm3", "mlps3", "nist-800-53r5")
CLOUDS = ("aws", "alicloud", "huaweicloud", "tencentcloud", "ctyun", "openstack")
STREAMS = ("access", "audit", "network", "session")

_letter = Text("an availability zone's letter, `a` to `f`", "[a-f]", 1, "a")
_traffic = ListOf(
    Text("`tcp/443`, `udp/53`, `tcp/8000-8010` or `icmp/8`", TRAFFIC, 17, "tcp/443"),
    least=1,
    most=32,
    or_one=True,
    unique=True,
)
_path = Text("a relative path, `*` allowed", r"[^/\\\x00-\x1f][^\\\x00-\x1f]*", 200, "agencies/*.yaml")
_person = Text("an IAM user's name", "[A-Za-z0-9+=,.@_-]{1,64}", 64, "li.wei")
_check = Text("a check's id", r"CKV2?_[A-Z0-9]+_[0-9]+|(ACC|BAK|CODE|DATA|LOG|NET)[0-9]{3}", 40, "CKV_AWS_144")
_target = Text("`store/NAME`, `zone/NAME`, `role/NAME`, `workload/NAME` or a capability", r"[a-z0-9@/-]+", 64)
_mail = Text("an e-mail address", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", 200, "soc@example.gov")

title = Key(tag, "What people call it, in any script; shown in the comments of what is generated.")

platform = Record(
    {
        "name": Key(
            Text(name.form, name.pattern, 18, "cloud-window"), "First part of every generated name.", required=True
        ),
        "title": title,
        "owner": Key(tag, "Who answers for the platform; a tag on every resource.", required=True),
        "cloud": Key(Choice(CLOUDS), "The cloud to generate for; this version generates `aws`.", required=True),
        "account": Key(
            Text("twelve digits in quotes", "[0-9]{12}", 12, '"123456789012"'),
            "The only account that the stack may be applied to.",
            required=True,
        ),
        "cidr": Key(
            cidr, "The platform's private address block, /16 to /24; zones get their blocks from it.", required=True
        ),
        "outer_cidr": Key(cidr, "The outer side's block, apart from `cidr`; needed where a zone has `side: outer`."),
        "regions": Key(
            Record(
                {
                    "primary": Key(region, "Where the platform runs.", required=True),
                    "dr": Key(region, "Where copies go; nothing may exist anywhere else."),
                }
            ),
            "The only regions in which anything may exist.",
            required=True,
        ),
        "availability_zones": Key(
            ListOf(_letter, least=2, most=4, unique=True), "Letters of the availability zones; two by default."
        ),
        "frameworks": Key(
            ListOf(Choice(FRAMEWORKS), unique=True), "Catalogs whose clauses the generated comments cite."
        ),
        "crypto": Key(
            Choice(CRYPTO),
            "`gm` where SM2, SM3 and SM4 are prescribed: a report then says what the cloud can't do of that.",
        ),
    }
)

data_class = Record(
    {
        "encrypt": Key(Choice(("provider-key", "customer-key")), "Who makes and holds the key."),
        "rotate": Key(duration, "How often the key's material changes, 90d to 2560d."),
        "tier": Key(name, "The recovery tier that its stores get."),
        "access_log": Key(Flag(), "Whether every access to a store is recorded."),
        "lock": Key(Flag(), "Whether stored objects can't be altered for their term."),
        "zones": Key(names, "The only zones in which its stores may live."),
    }
)

tier = Record(
    {
        "rpo": Key(duration, "How much data may be lost at most."),
        "rto": Key(duration, "How long recovery may take at most."),
        "keep": Key(duration, "How long copies live."),
        "copy": Key(Choice(("dr",)), "Where a second copy goes."),
        "lock": Key(Flag(), "Whether copies can't be deleted before their term."),
    }
)

zone_record = Record(
    {
        "exposure": Key(Choice(("internet", "internal", "isolated")), "Who may open a connection into the zone."),
        "per": Key(Choice(("agency",)), "One isolated copy for each agency."),
        "side": Key(
            Choice(("inner", "outer")), "Which of two networks it stands in, `inner` by default; only ferries cross."
        ),
        "cidr": Key(cidr, "A block of your own choice, within its side's."),
        "title": title,
    },
    fragile=True,
)

flow = Record(
    {
        "from": Key(zones, "Where connections are opened: a zone, `zone@agency`, or `internet`.", required=True),
        "to": Key(zones, "Where they are accepted.", required=True),
        "allow": Key(_traffic, "Protocol and port: `tcp/443`, `udp/53`, `tcp/8000-8010`, `icmp/8`.", required=True),
        "why": Key(line, "The reason, written above every rule that it becomes.", required=True),
        "within": Key(Choice(("agency",)), "Only between copies of the same agency."),
        "across": Key(Choice(("agency",)), "Only between copies of different agencies."),
        "until": Key(date, "The last day on which the flow is allowed."),
    },
    fragile=True,
)

never = Record(
    {
        "from": Key(zones, "Where nothing may come from.", required=True),
        "to": Key(zones, "What must never be reached from there.", required=True),
        "within": Key(Choice(("agency",)), "Only between copies of the same agency."),
        "across": Key(Choice(("agency",)), "Only between copies of different agencies."),
    },
    fragile=True,
)

store = Record(
    {
        "kind": Key(Choice(("object", "file", "postgres")), "What kind of store it is.", required=True),
        "zone": Key(zone, "The zone that it belongs to.", required=True, example="data"),
        "class": Key(
            name, "Its sensitivity class, which sets the floor of its protection.", required=True, example="important"
        ),
        "personal": Key(Flag(), "Whether it holds personal information; accesses are then recorded."),
        "size": Key(Choice(("small", "medium", "large")), "Capacity of a database."),
        "tier": Key(name, "A higher recovery tier than its class asks for."),
        "access_log": Key(Flag(), "`true` records every access, even if its class doesn't."),
        "lock": Key(Flag(), "`true` locks stored objects, even if its class doesn't."),
        "title": title,
    }
)

role = Record(
    {
        "reach": Key(ListOf(zone, unique=True), "Zones that its holders reach through the bastion."),
        "read": Key(names, "Stores whose content it reads, and `logs`."),
        "session": Key(duration, "How long one session may last, 15m to 12h."),
        "idle": Key(duration, "After how much silence a session ends, 1m to 60m."),
        "mfa": Key(Flag(), "A second factor; always `true`."),
        "approvals": Key(Whole(0, 5), "How many other people must agree first."),
        "until": Key(date, "The last day of the role."),
        "never_reads": Key(names, "Classes that it must never read."),
        "alert": Key(name, "The channel that hears of every use."),
        "holders": Key(
            ListOf(_person, least=1, most=20, or_one=True, unique=True),
            "The only people who may take it, by the names of their IAM users.",
        ),
        "from": Key(
            ListOf(cidr, least=1, most=20, or_one=True, unique=True), "The only public addresses it is used from."
        ),
        "vendor": Key(tag, "The company whose people hold it; asks for `until`, `from` and `never_reads`."),
    }
)

access = Record(
    {
        "entry": Key(Choice(("bastion",)), "How people come in."),
        "zone": Key(name, "The zone in which the bastion stands; `ops` by default."),
        "roles": Key(MapOf(role, 100), "Duties by name."),
        "separate": Key(ListOf(ListOf(name, least=2, most=2)), "Pairs of duties that nobody may hold together."),
    }
)

_term = Record(
    {
        "keep": Key(duration, "How long records live, six months at least."),
        "immutable": Key(Flag(), "Whether nobody can alter or delete them before that."),
    }
)
logging = Record(
    {
        "audit": Key(_term, "What was done to the platform itself."),
        "session": Key(_term, "What people did through the bastion."),
        "network": Key(_term, "Which connections were opened or refused."),
        "access": Key(_term, "Who used stores and entries; the network's term by default."),
        "normalise": Key(Flag(), "Whether every source can be read in one schema of six fields, by saved queries."),
        "alerts": Key(MapOf(_mail, 20), "Channels by name, each an e-mail address."),
    }
)

waiver = Record(
    {
        "check": Key(_check, "The check that is allowed to fail.", required=True),
        "target": Key(_target, "The one thing on which it may fail.", required=True, example="store/portal-assets"),
        "owner": Key(tag, "Who answers for it.", required=True, example="web-team"),
        "why": Key(line, "Why that is acceptable.", required=True, example="rebuilt from source"),
        "until": Key(date, "The last day of the waiver.", required=True),
    },
    fragile=True,
)

agency = Record(
    {
        "owner": Key(tag, "Who answers for the agency's things.", required=True),
        "title": title,
        "ceiling": Key(name, "The highest class that its stores may have."),
    }
)

include = Key(ListOf(_path, or_one=True, unique=True), "Other files, relative to this one, that are merged into it.")
_shared = {
    "include": include,
    "flows": Key(ListOf(flow, most=2000), "Permissions between zones; all else is denied."),
    "stores": Key(MapOf(store, 1000), "Data stores by name."),
    "workloads": Key(MapOf(workload, 1000), "Workloads by name."),
}
_maps = {section.name: section.key for section in SECTIONS if section.is_map}
_settings = {section.name: section.key for section in SECTIONS if not section.is_map}
_of_agencies = {section.name: section.key for section in SECTIONS if section.agencies}

root = Record(
    {
        "bastide": Key(Whole(1, 1), "The version of the spec's format.", required=True),
        "platform": Key(platform, "What the platform is, and where.", required=True),
        "profile": Key(name, "A named set of classes, tiers, roles and log terms to start from."),
        **_shared,
        "agencies": Key(MapOf(agency, 200), "Tenants of the platform by name."),
        "classes": Key(MapOf(data_class, 20), "Sensitivity classes, lowest first; each is a floor."),
        "tiers": Key(MapOf(tier, 20), "Recovery tiers by name."),
        "zones": Key(MapOf(zone_record, 60), "Security zones by name."),
        "never": Key(ListOf(never, most=1000), "Paths that must never exist."),
        "access": Key(access, "Who may reach what."),
        "logging": Key(logging, "How long records live, and who is alerted."),
        **_settings,
        **_maps,
        "waivers": Key(ListOf(waiver, most=1000), "Failed checks that somebody answers for, for a while."),
    }
)

agency_file = Record(
    {
        "agency": Key(name, "The agency that this file declares.", required=True),
        "owner": agency.keys["owner"],
        "title": title,
        "ceiling": agency.keys["ceiling"],
        **_shared,
        **_of_agencies,
    }
)

_in_parts = (*_shared, *_maps, "agencies", "zones", "never", "waivers")
part_file = Record({key: root.keys[key] for key in _in_parts}, least=1)

_in_profiles = ("classes", "tiers", "zones", "access", "logging", *_settings, "waivers")
profile_file = Record({key: root.keys[key] for key in _in_profiles})
