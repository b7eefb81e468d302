"""The direction of a change: what opens more or protects less weakens."""

import pytest

from bastide.model.change import Aspect, Direction, Trait
from bastide.prove.posture.compare import compare, counted
from bastide.prove.posture.settings import SETTINGS, for_ever, less, mode, more, no, settings, yes
from support.judging import case


def trait(aspect=Aspect.KEY, subject="k", value="30", strength=30.0):
    return Trait(aspect, subject, value, strength, None)


def direction(before, after):
    (change,) = compare([before] if before else [], [after] if after else [])
    return change.direction


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (trait(), trait(value="7", strength=7.0), Direction.WEAKENS),
        (trait(value="7", strength=7.0), trait(), Direction.STRENGTHENS),
        (trait(strength=None), trait(value="x", strength=None), Direction.UNCLEAR),
        (trait(), trait(value="var.x", strength=None), Direction.UNCLEAR),
        (trait(), None, Direction.WEAKENS),
        (None, trait(), Direction.STRENGTHENS),
        (None, trait(Aspect.PATH, "a -> b", "open", None), Direction.WEAKENS),
        (trait(Aspect.PATH, "a -> b", "open", None), None, Direction.STRENGTHENS),
        (None, trait(Aspect.GRANT, "a may read b", "open", None), Direction.WEAKENS),
    ],
)
def test_a_change_has_a_direction(before, after, found):
    assert direction(before, after) is found


def test_what_is_equal_is_no_change():
    assert compare([trait()], [trait()]) == ()


def test_changes_that_weaken_come_first():
    old = [trait(subject="a"), trait(subject="z")]
    new = [trait(subject="a", value="60", strength=60.0), trait(subject="z", value="7", strength=7.0)]
    assert [one.trait.subject for one in compare(old, new)] == ["z", "a"]
    assert list(counted(compare(old, new))) == [
        (Direction.WEAKENS, Aspect.KEY, 1),
        (Direction.STRENGTHENS, Aspect.KEY, 1),
    ]


@pytest.mark.parametrize(
    ("measure", "weak", "strong"),
    [
        (more, "7", "30"),
        (less, "365", "90"),
        (yes, "false", "true"),
        (yes, "Suspended", "Enabled"),
        (no, "true", "false"),
        (mode, "GOVERNANCE", "COMPLIANCE"),
        (for_ever, "3653", "0"),
    ],
)
def test_a_measure_orders_values(measure, weak, strong):
    assert measure(weak) < measure(strong)


@pytest.mark.parametrize("measure", [more, less, yes, no, mode, for_ever])
def test_a_value_that_can_not_be_measured_has_no_strength(measure):
    assert measure("var.x") is None


def test_an_absent_setting_has_the_value_that_the_provider_assumes():
    found = {one.subject: one.value for one in settings(case('resource "aws_kms_key" "k" {}', None))}
    assert found["aws_kms_key.k.enable_key_rotation"] == "false"
    assert found["aws_kms_key.k"] == "present"


def test_settings_are_named_once():
    names = [(one.type, one.path) for one in SETTINGS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("upper(var.x)", "${upper(var.x)}"),
        ("aws_kms_key.other.is_enabled", "${aws_kms_key.other.is_enabled}"),
        ('"a-${upper(var.x)}"', "a-${upper(var.x)}"),
        ('[1, null, {a = upper("b")}]', '1, null, a = ${upper("b")}'),
        ("jsonencode({a = var.gone})", "a = ${var.gone}"),
    ],
)
def test_a_setting_that_cannot_be_evaluated_is_compared_as_it_is_written(written, read):
    text = f'resource "aws_kms_key" "k" {{\n  is_enabled = {written}\n}}\n'
    values = [one.value for one in settings(case(text, None)) if one.subject.endswith("is_enabled")]
    assert values == [read]
