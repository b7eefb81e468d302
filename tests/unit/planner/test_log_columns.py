"""The trail's six fields, computed by a database over records in the shapes that CloudTrail's guide shows."""

import sqlite3

import pytest

from bastide.model.log_schema import FIELDS
from bastide.planner.log_columns import TRAIL_FIELDS

IDENTITY = ("arn", "username", "principalid", "invokedby")
EVENT = ("eventtime", "eventsource", "eventname", "sourceipaddress", "requestparameters", "errorcode", "errormessage")
USED = {
    "eventtime": "2026-01-05T03:00:00Z",
    "eventsource": "signin.amazonaws.com",
    "eventname": "ConsoleLogin",
    "sourceipaddress": "192.0.2.7",
}


def fields(identity, **event):
    """Return the six fields of one record; a struct's members are read as columns of a table of its name."""
    with sqlite3.connect(":memory:") as base:
        for name, columns, row in (("useridentity", IDENTITY, identity), ("trail", EVENT, {**USED, **event})):
            base.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            base.execute(f"INSERT INTO {name} VALUES ({marks})", [row.get(one) for one in columns])  # noqa: S608 - ours
        shown = ", ".join(TRAIL_FIELDS[field] for field in FIELDS)
        return dict(zip(FIELDS, base.execute(f"SELECT {shown} FROM trail, useridentity").fetchone(), strict=True))  # noqa: S608 - ours


def test_a_sign_in_that_failed_says_who_tried_and_that_it_failed():
    found = fields({"username": "anaya"}, errormessage="Failed authentication")
    assert (found["user"], found["result"]) == ("anaya", "Failed authentication")


def test_a_refused_call_says_by_its_code_that_it_was_refused():
    assert (
        fields({"arn": "arn:aws:iam::1:role/r"}, errorcode="AccessDenied", errormessage="no")["result"]
        == "AccessDenied"
    )


def test_a_call_without_an_error_succeeded():
    assert fields({"arn": "arn:aws:iam::1:role/r"})["result"] == "success"


@pytest.mark.parametrize("part", IDENTITY)
def test_whoever_acted_is_named_by_what_the_record_holds(part):
    assert fields({part: "somebody"})["user"] == "somebody"


def test_a_field_that_the_record_lacks_is_a_dash():
    found = fields({}, sourceipaddress=None)
    assert (found["user"], found["src_ip"], found["object"]) == ("-", "-", "-")
