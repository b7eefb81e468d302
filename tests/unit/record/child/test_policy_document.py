"""What the provider hashicorp/aws 5.100.0 wrote for these arguments; `tests/record` asks it again where it is there."""

import json

import pytest

from bastide.record.child.policy_document import results

BASE = {
    "policyId": "base",
    "statements": [
        {
            "sid": "One",
            "actions": ["s3:GetObject", "s3:PutObject", "s3:GetObject"],
            "resources": ["arn:aws:s3:::b/&{aws:username}/*"],
            "principals": [
                {"type": "AWS", "identifiers": ["arn:aws:iam::2:root", "arn:aws:iam::1:root"]},
                {"type": "Service", "identifiers": ["b.amazonaws.com", "a.amazonaws.com"]},
            ],
            "conditions": [
                {"test": "StringLike", "variable": "s3:prefix", "values": ["z", "a", "m"]},
                {"test": "StringLike", "variable": "aws:x", "values": ["only"]},
                {"test": "Bool", "variable": "aws:SecureTransport", "values": ["true"]},
            ],
        }
    ],
}
BASE_JSON = (
    '{"Version":"2012-10-17","Id":"base","Statement":[{"Sid":"One","Effect":"Allow","Action":["s3:PutObject",'
    '"s3:GetObject"],"Resource":"arn:aws:s3:::b/${aws:username}/*","Principal":{"AWS":["arn:aws:iam::2:root",'
    '"arn:aws:iam::1:root"],"Service":["b.amazonaws.com","a.amazonaws.com"]},"Condition":{"Bool":{"aws:SecureTransport"'
    ':"true"},"StringLike":{"aws:x":"only","s3:prefix":["z","a","m"]}}}]}'
)
OVER = {
    "statements": [
        {
            "sid": "One",
            "effect": "Deny",
            "notActions": ["iam:*"],
            "notResources": ["a<b>&c"],
            "notPrincipals": [{"type": "*", "identifiers": ["*"]}],
        }
    ]
}


def text(arguments):
    return results(arguments)["json"]


def test_values_are_sets_in_falling_order_and_single_ones_plain():
    assert results(BASE)["minifiedJson"] == BASE_JSON
    assert json.loads(text(BASE)) == json.loads(BASE_JSON)


def test_what_means_something_in_html_is_escaped():
    assert '"NotResource": "a\\u003cb\\u003e\\u0026c",\n      "NotPrincipal": "*"' in text(OVER)


def test_conditions_of_one_test_and_variable_are_joined():
    conditions = [{"test": "N", "variable": "x", "values": ["5"]}, {"test": "N", "variable": "x", "values": ["9", "7"]}]
    found = json.loads(text({"statements": [{"conditions": conditions}]}))
    assert found["Statement"][0]["Condition"] == {"N": {"x": ["5", "9", "7"]}}


def test_everybody_is_a_star_only_alone():
    star = {"type": "*", "identifiers": ["*"]}
    aws = {"type": "AWS", "identifiers": ["b", "a"]}
    assert json.loads(text({"statements": [{"principals": [star]}]}))["Statement"][0]["Principal"] == "*"
    found = json.loads(text({"statements": [{"principals": [star, aws]}]}))
    assert found["Statement"][0]["Principal"] == {"*": "*", "AWS": ["b", "a"]}


def test_statements_are_merged_by_their_sid():
    own = {"sid": "Two", "actions": ["a:b"], "resources": []}
    found = json.loads(
        text({"sourcePolicyDocuments": [text(BASE)], "overridePolicyDocuments": [text(OVER)], "statements": [own]})
    )
    assert [one["Sid"] for one in found["Statement"]] == ["One", "Two"]
    assert found["Statement"][0]["NotAction"] == "iam:*"
    assert found["Statement"][1] == {"Sid": "Two", "Effect": "Allow", "Action": "a:b"}
    assert found["Id"] == "base"


def test_an_own_statement_takes_the_place_of_a_sources():
    found = json.loads(
        text({"sourcePolicyDocuments": [text(BASE)], "statements": [{"sid": "One", "actions": ["a:b"]}]})
    )
    assert found["Statement"] == [{"Sid": "One", "Effect": "Allow", "Action": "a:b"}]


def test_the_newer_version_wins():
    newer = text({"version": "2008-10-17", "sourcePolicyDocuments": [text(OVER)]})
    assert json.loads(newer)["Version"] == "2012-10-17"


def test_a_document_of_nothing_has_a_version():
    assert text({}) == '{\n  "Version": "2012-10-17"\n}'


@pytest.mark.parametrize(
    "arguments",
    [
        {"version": "2008-10-17", "statements": [{"resources": ["&{aws:username}"]}]},
        {"statements": [{"sid": "A"}, {"sid": "A"}]},
        {"sourcePolicyDocuments": ['{"Statement": {"Effect": "Allow"}}']},
        {"sourcePolicyDocuments": ["{"]},
    ],
)
def test_what_the_provider_refuses_is_refused(arguments):
    with pytest.raises(ValueError):  # noqa: PT011 - a reader's or our own
        text(arguments)
