"""The evaluator against a second one, on random policies and requests.

Everything known: both say the same. Some of it unknown: a yes means yes, and a no means no, whatever the rest is.
"""

import itertools
import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bastide.facts.policy import statements
from bastide.model.place import Place
from bastide.prove.identity import clause as clause_module
from bastide.prove.identity import conditions as conditions_module
from bastide.prove.identity import decide as decide_module
from bastide.prove.identity.clause import Ask, Caller, CallerKind, Named, Regime, _principal
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Guard, Powers, decide
from bastide.prove.identity.names import Names
from bastide.prove.identity.texts import free, hole, matches, same
from bastide.prove.identity.truth import Truth, every, negated, some
from support.judging import case
from unit.prove.identity import plain_evaluator as plain

OWN, OTHER = "111111111111", "222222222222"
HERE = Place("x", 1, 1, 1, 2)
EMPTY = case('resource "aws_thing" "x" {}', None)
NAMES = Names(EMPTY)

ACTIONS = ["s3:GetObject", "s3:PutObject", "kms:Decrypt"]
ACTION_PATTERNS = [*ACTIONS, "s3:*", "s3:Get*", "*", "S3:getobject", "?3:PutObject"]
RESOURCES = ["arn:aws:s3:::a/x", "arn:aws:s3:::a/y/z", "arn:aws:s3:::b/x"]
RESOURCE_PATTERNS = [*RESOURCES, "*", "arn:aws:s3:::a/*", "arn:aws:s3:::?/x", "arn:aws:s3:::*z"]
CALLERS = [
    ("role", f"arn:aws:iam::{OWN}:role/one", OWN),
    ("user", f"arn:aws:iam::{OWN}:user/two", OWN),
    ("role", f"arn:aws:iam::{OTHER}:role/far", OTHER),
    ("service", "logs.amazonaws.com", ""),
]
AWS_NAMES = ["*", OWN, f"arn:aws:iam::{OWN}:root", f"arn:aws:iam::{OTHER}:root", *(arn for _, arn, _ in CALLERS[:3])]
CONTEXT = {
    "aws:MultiFactorAuthPresent": [None, ["true"], ["false"]],
    "aws:PrincipalTag/team": [None, ["red"], ["blue"]],
    "aws:SourceArn": [None, ["arn:aws:s3:::a"], ["arn:aws:logs:r:1:g"]],
    "aws:TagKeys": [None, ["k"], ["k", "l"], ["m"]],
    "s3:max-keys": [None, ["5"], ["50"]],
    "aws:CurrentTime": [["2027-01-01T00:00:00Z"], ["2028-01-01T00:00:00Z"]],
}
KINDS = {"role": CallerKind.ROLE, "user": CallerKind.USER, "service": CallerKind.SERVICE}


TESTS = [
    ("aws:MultiFactorAuthPresent", ["Bool"], ["true", "false"]),
    (
        "aws:principaltag/team",
        ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"],
        ["red", "Red", "blue", "r*", "*", "?ed"],
    ),
    ("aws:SourceArn", ["ArnLike", "ArnNotLike", "ArnEquals"], ["arn:aws:s3:::*", "arn:*:logs:*:1:*", "arn:*"]),
    ("aws:TagKeys", ["ForAllValues:StringEquals", "ForAnyValue:StringEquals"], ["k", "l"]),
    ("aws:TagKeys", ["ForAllValues:StringNotLike", "ForAnyValue:StringLike"], ["k", "l", "*"]),
    ("s3:max-keys", ["NumericLessThan", "NumericGreaterThanEquals", "NumericEquals"], ["5", "10"]),
    ("aws:CurrentTime", ["DateLessThan", "DateGreaterThan"], ["2027-06-30T23:59:59Z"]),
]


def some_of(rng, values):
    return rng.choice(values) if rng.random() < 0.5 else rng.sample(values, rng.randint(1, min(2, len(values))))


def condition(rng):
    if rng.random() < 0.1:
        return "Null", rng.choice(list(CONTEXT)), rng.choice(["true", "false"])
    key, operators, values = rng.choice(TESTS)
    return rng.choice(operators) + rng.choice(["", "IfExists"]), key, some_of(rng, values)


def statement(rng, *, resource_policy):
    made = {"Effect": rng.choice(["Allow", "Allow", "Deny"])}
    made[rng.choice(["Action", "Action", "Action", "NotAction"])] = some_of(rng, ACTION_PATTERNS)
    made[rng.choice(["Resource", "Resource", "Resource", "NotResource"])] = some_of(rng, RESOURCE_PATTERNS)
    for operator, key, wanted in [condition(rng) for _ in range(rng.choice([0, 0, 1, 2]))]:
        made.setdefault("Condition", {}).setdefault(operator, {})[key] = wanted
    if resource_policy and rng.random() < 0.3:
        made["NotPrincipal"] = {"AWS": some_of(rng, AWS_NAMES[1:])}
    elif resource_policy:
        principals = ["*", {"AWS": some_of(rng, AWS_NAMES)}, {"Service": "logs.amazonaws.com"}]
        made["Principal"] = rng.choice(principals)
    return made


def document(rng, *, resource_policy=False):
    listed = [statement(rng, resource_policy=resource_policy) for _ in range(rng.randint(0, 3))]
    return {"Version": "2012-10-17", "Statement": listed}


def situation(rng):
    kind, arn, account = rng.choice(CALLERS)
    return {
        "action": rng.choice(ACTIONS),
        "resource": rng.choice(RESOURCES),
        "caller": (kind, arn, account),
        "context": {key: rng.choice(values) for key, values in CONTEXT.items()},
        "identity": None if kind == "service" else document(rng),
        "boundary": None if kind == "service" or rng.random() < 0.5 else document(rng),
        "policy": document(rng, resource_policy=True),
        "delegated": rng.random() < 0.5,
    }


SITUATIONS = st.builds(situation, st.randoms(use_true_random=False))


def clauses(written):
    if written is None:
        return None
    return tuple(NAMES.clause(one, "x") for one in statements(EMPTY, json.dumps(written), HERE))


def ours(made, unknown=()):
    kind, arn, account = made["caller"]
    facts = {key.lower(): tuple(values or ()) for key, values in made["context"].items() if key not in unknown}
    caller = Caller(KINDS[kind], arn, account, made["boundary"] is not None)
    guard = Guard(Regime.DELEGATED if made["delegated"] else Regime.UNION, clauses(made["policy"]), OWN)
    powers = Powers(clauses(made["identity"]), clauses(made["boundary"]))
    return decide(Ask(made["action"], (made["resource"],), Context(facts)), caller, powers, guard).answer


def theirs(made, context=None):
    """Return the second evaluator's decision; both, where what a boundary does to `*` is not documented."""
    kind, arn, account = made["caller"]
    known = {key: values for key, values in (context or made["context"]).items() if values is not None}
    request = plain.Request(made["action"], made["resource"], arn, account, kind, known)
    policies = plain.Policies(made["identity"], made["boundary"], made["policy"], OWN, made["delegated"])
    return {plain.decision(request, policies, anyone_within_boundary=within) for within in (True, False)}


def agrees(made):
    expected = theirs(made)
    answer = ours(made)
    if len(expected) > 1:
        return answer is Truth.DEPENDS
    return answer is (Truth.YES if expected == {True} else Truth.NO)


EXAMPLES = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@EXAMPLES
@given(SITUATIONS)
def test_with_everything_known_both_say_the_same(made):
    assert agrees(made)


@EXAMPLES
@given(SITUATIONS, st.sets(st.sampled_from(list(CONTEXT)), min_size=1, max_size=3))
def test_what_is_unknown_never_makes_a_wrong_yes_or_no(made, unknown):
    found = set()
    for values in itertools.product(*(CONTEXT[key] for key in sorted(unknown))):
        found |= theirs(made, {**made["context"], **dict(zip(sorted(unknown), values, strict=True))})
    answer = ours(made, unknown)
    if answer is Truth.YES:
        assert found == {True}
    if answer is Truth.NO:
        assert found == {False}


PIECES = st.lists(st.sampled_from(["a", "b", "/", ":", "<one>", "<two>"]), max_size=4).map("".join)
PATTERNS = st.lists(st.sampled_from(["a", "b", "/", "*", "?", "<one>", "<three>"]), max_size=4).map("".join)
IDS = ["a", "b", "ab", "ba", "aa"]
ANYTHING = [*IDS, "", "/", "a/b", ":"]


def holed(text, make):
    for name in ("one", "two", "three"):
        text = text.replace(f"<{name}>", make(name))
    return text


@EXAMPLES
@given(PATTERNS, PIECES)
def test_holes_with_an_identity_match_as_every_filling_does(pattern, text):
    answer = matches(holed(pattern, hole), holed(text, hole))
    filled = [one.split("\n") for one in plain.fills(f"{pattern}\n{text}", IDS)]
    distinct = "<three>" in pattern and ("<one>" in text or "<two>" in text)
    results = {plain.like(one, other) for one, other in filled}
    if answer is Truth.YES:
        assert results == {True}
    if answer is Truth.NO and not distinct and not ("<one>" in pattern and "<two>" in text):
        assert results == {False}


@EXAMPLES
@given(PATTERNS, PIECES)
def test_free_holes_match_as_every_filling_does(pattern, text):
    answer = matches(holed(pattern, free), holed(text, free))
    results = {plain.like(*one.split("\n")) for one in plain.fills(f"{pattern}\n{text}", ANYTHING)}
    if answer is Truth.YES:
        assert results == {True}
    if answer is Truth.NO:
        assert results == {False}


MISTAKES = {
    "denies are ignored": (decide_module, "negated", lambda _: Truth.YES),
    "conditions are ignored": (clause_module, "conditions_hold", lambda *_: Truth.YES),
    "what is named with Not is meant": (clause_module, "negated", lambda answer: answer),
    "every account is one": (decide_module, "same", lambda *_: Truth.YES),
    "a role that is named leaves its boundary": (
        decide_module._Offers,
        "direct",
        lambda self: some(one for how, one in self._found.items() if how is not Named.ACCOUNT),
    ),
    "an account that is named is its principals": (
        decide_module._Offers,
        "direct",
        lambda self: some(self._found.values()),
    ),
    "NotPrincipal spares who has a boundary": (
        clause_module,
        "_left_out",
        lambda clause, caller: negated(some(_principal(*one, caller)[1] for one in clause.not_principals)),
    ),
    "wildcards are letters": (conditions_module, "TESTS", {**conditions_module.TESTS, "stringlike": same}),
    "all is any": (conditions_module, "every", some),
    "any is all": (conditions_module, "some", every),
    "letter case counts in actions": (
        clause_module,
        "matches_action",
        lambda one, other: matches(one, other) is Truth.YES,
    ),
    "a missing key meets a test": (conditions_module, "_quantified", lambda *_: Truth.YES),
    "IfExists is overlooked": (
        conditions_module,
        "_operator",
        lambda text, read=conditions_module._operator: replace(read(text), if_exists=False),
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_evaluator_is_noticed(monkeypatch, mistake):
    monkeypatch.setattr(*MISTAKES[mistake])
    rng = Random(7)  # noqa: S311 - not a secret
    assert any(not agrees(situation(rng)) for _ in range(20_000))


def test_many_more_situations_are_decided_alike():
    rng = Random(11)  # noqa: S311 - not a secret
    drawn = [situation(rng) for _ in range(5000)]
    assert [one for one in drawn if not agrees(one)] == []
    allowed = sum(theirs(one) == {True} for one in drawn)
    assert 200 < allowed < 4800, "both answers must occur often"
