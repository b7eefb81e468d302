"""A difference in ten lines, then each change."""

from bastide.model.change import Aspect, Change, Direction, Trait
from bastide.model.place import Place
from bastide.report.diff_text import diff
from bastide.report.paint import Paint

PLACE = Place("main.tf", 3, 1, 3, 9)


def change(direction, before, after, subject="aws_kms_key.k.days", aspect=Aspect.KEY):
    sides = [None if value is None else Trait(aspect, subject, value, None, PLACE) for value in (before, after)]
    return Change(direction, *sides)


def test_nothing_changed_is_said():
    assert diff("a", "b", (), ()) == "a -> b\nno path, grant, key, lock or term differs\n"


def test_each_change_says_what_it_was_and_is_and_where():
    text = diff("a", "b", [change(Direction.WEAKENS, "30", "7")], ())
    assert "weaker: 1 key\n" in text
    assert "! key: aws_kms_key.k.days: 30 -> 7  [main.tf:3:1]\n" in text


def test_what_appears_and_vanishes_is_told_with_its_value():
    text = diff("a", "b", [change(Direction.STRENGTHENS, None, "7"), change(Direction.WEAKENS, "open", None)], ())
    assert "+ key: aws_kms_key.k.days appears (7)" in text
    assert "! key: aws_kms_key.k.days vanishes  [" in text


def test_a_value_that_can_not_be_ordered_is_neither_better_nor_worse():
    text = diff("a", "b", [change(Direction.UNCLEAR, "x", "var.y")], ())
    assert "changed: 1 key\n" in text
    assert "~ key: " in text


def test_ten_lines_stand_before_the_details_whatever_happened():
    many = [
        change(direction, "1", "2", f"k{n}", aspect) for n in range(9) for direction in Direction for aspect in Aspect
    ]
    head, _, details = diff("a", "b", many, ["x, only after: y"]).partition("\n\n")
    assert len(head.splitlines()) <= 10
    assert "not proven: 1 part" in head
    assert len(details.splitlines()) == len(many) + 1


def test_subjects_can_not_steer_the_terminal_and_colour_is_optional():
    found = [change(Direction.WEAKENS, "1", "2\x1b[2J")]
    assert "\x1b" not in diff("a\x1b", "b", found, ["\x1b"])
    assert "\x1b[1;31m" in diff("a", "b", found, (), Paint(on=True))
