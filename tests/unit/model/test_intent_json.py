import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.model.intent import (
    DeclaredFlow,
    DeclaredLog,
    DeclaredNever,
    DeclaredRole,
    DeclaredStore,
    DeclaredWaiver,
    DeclaredZone,
    Intent,
)
from bastide.model.intent_json import dumps, loads

SAMPLE = Intent(
    platform="window",
    cloud="aws",
    account="123456789012",
    regions=("ap-southeast-1",),
    frameworks=(),
    zones=(DeclaredZone("data@civil", "data", "civil", "isolated", ("10.0.0.0/24",)),),
    flows=(DeclaredFlow("f1", "internet", "edge", "tcp", 443, 443, "flow", "居民 reach us"),),
    never=(DeclaredNever("internet", "data@civil"),),
    stores=(
        DeclaredStore(
            name="cases",
            kind="object",
            zone="data@civil",
            data_class="core",
            personal=True,
            customer_key=True,
            access_log=True,
            lock=True,
            rpo_minutes=60,
            rto_minutes=240,
            keep_days=366,
            copy_to_dr=True,
            resources=("aws_s3_bucket.cases",),
            copies=(),
            backup_lock=True,
        ),
    ),
    roles=(DeclaredRole("dba", ("data@civil",), (), (), 60, True, 1, None, "aws_iam_role.dba"),),
    separate=(("dba", "auditor"),),
    logs=(DeclaredLog("audit", 1096, True, ("aws_s3_bucket.audit",)),),
    waivers=(DeclaredWaiver("CKV_AWS_18", "store/cases", "web", "because", date(2027, 3, 31), ("store.tf",)),),
)


def test_a_declaration_survives_the_round_trip() -> None:
    assert loads(dumps(SAMPLE)) == SAMPLE


def test_each_entry_has_its_own_line_and_keys_are_sorted() -> None:
    text = dumps(SAMPLE)
    assert text.endswith("\n}\n")
    assert text.count("\n") == len(text.splitlines())
    keys = [line.split('"')[1] for line in text.splitlines() if line.startswith('  "')]
    assert keys == sorted(keys)
    assert '    {"destination": "edge", "first": 443,' in text
    assert "居民" in text


@given(why=st.text(), ports=st.tuples(st.integers(0, 65535), st.integers(0, 65535)))
def test_any_text_survives(why: str, ports: tuple[int, int]) -> None:
    flow = replace(SAMPLE.flows[0], why=why, first=ports[0], last=ports[1])
    intent = replace(SAMPLE, flows=(flow,))
    assert loads(dumps(intent)) == intent


def test_every_missing_and_unknown_key_is_listed() -> None:
    data = json.loads(dumps(SAMPLE))
    del data["zones"][0]["exposure"]
    del data["regions"]
    data["flows"][0]["colour"] = "red"
    with pytest.raises(ValueError, match="colour") as caught:
        loads(json.dumps(data))
    for fault in ("`Intent` lacks `regions`", "`Intent.zones[0]` lacks `exposure`", "unknown key `colour`"):
        assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("flows", 0, "first"), "443"),
        (("flows", 0, "first"), True),
        (("stores", 0, "personal"), 1),
        (("waivers", 0, "until"), "soon"),
        (("separate", 0), ["one"]),
        (("zones",), {}),
        (("zones", 0), "edge"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(path: tuple[str | int, ...], wrong: object) -> None:
    data = json.loads(dumps(SAMPLE))
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = wrong
    with pytest.raises(ValueError, match="Intent"):
        loads(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "bastide.intent/9"}', "null"])
def test_what_is_no_declaration_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json and we word it differently
        loads(text)


def test_a_key_that_stands_twice_is_refused() -> None:
    text = dumps(SAMPLE).replace('"cloud": "aws"', '"cloud": "aws",\n  "cloud": "aws"')
    with pytest.raises(ValueError, match="stands twice"):
        loads(text)
