"""Specs drawn at random: most are sound, a few are refused by `check`."""

from hypothesis import strategies as st

HOSTILE = (
    "${aws_kms_key.x.arn}",
    "%{ if true }x%{ endif }",
    '"',
    "\\",
    "*/ /* */",
    "# //",
    "居民档案",
    "🏛️",
    "jsonencode(1)",
    "<<EOF",
)
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
lines = st.lists(st.one_of(words, st.sampled_from(HOSTILE)), min_size=1, max_size=4).map(" ".join)
tags = st.text(st.sampled_from("abz 09+-=._:/@市民é"), min_size=1, max_size=30).map(str.strip).filter(bool)
names = st.from_regex(r"\A[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?\Z")
ports = st.sampled_from(["tcp/8443", "tcp/9000-9010", "udp/53", "icmp/8"])


@st.composite
def specs(draw):
    """Draw a platform as a document."""
    agencies = draw(st.lists(names, max_size=3, unique=True))
    homes = [f"data@{agency}" for agency in agencies] or ["data"]
    per = {"per": "agency"} if agencies else {}
    found = {name: draw(stores(homes)) for name in draw(st.lists(names, max_size=3, unique=True))}
    app = homes[0].replace("data", "app")
    return {
        "bastide": 1,
        "platform": draw(platforms()),
        "profile": "gov-baseline",
        "agencies": {name: {"owner": draw(tags), "title": draw(tags)} for name in agencies},
        "zones": {
            "edge": {"exposure": "internet"},
            "app": {"exposure": "internal", **per},
            "data": {"exposure": "isolated", **per},
        },
        "flows": draw(flows()),
        "stores": found,
        "workloads": {
            name: {"zone": app, "kind": "service", "uses": sorted(found)} for name in draw(st.lists(names, max_size=1))
        },
        "logging": {"alerts": {"soc": "soc@example.gov"}},
    }


@st.composite
def platforms(draw):
    """Draw the platform's own keys."""
    return {
        "name": draw(names),
        "title": draw(tags),
        "owner": draw(tags),
        "cloud": "aws",
        "account": "123456789012",
        "cidr": "10.40.0.0/16",
        "regions": {"primary": "ap-southeast-1", "dr": "ap-northeast-1"},
        "frameworks": draw(st.lists(st.sampled_from(["mlps3", "nist-800-53r5"]), unique=True)),
    }


@st.composite
def stores(draw, homes):
    """Draw a store in one of the given zones."""
    return {
        "kind": draw(st.sampled_from(["object", "file", "postgres"])),
        "zone": draw(st.sampled_from(homes)),
        "class": draw(st.sampled_from(["general", "important", "core"])),
        "title": draw(tags),
    }


@st.composite
def flows(draw):
    """Draw the flows of a three-zone platform, with or without a way out."""
    drawn = [
        {"from": "internet", "to": "edge", "allow": "tcp/443", "why": draw(lines)},
        {"from": "edge", "to": "app", "allow": draw(ports), "why": draw(lines)},
        {"from": "app", "to": "data", "allow": ["tcp/5432", "tcp/2049"], "why": draw(lines)},
    ]
    if draw(st.booleans()):
        drawn.append({"from": "app", "to": "internet", "allow": "tcp/443", "why": draw(lines)})
    return drawn
