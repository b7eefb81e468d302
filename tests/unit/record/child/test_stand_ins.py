import json

import pytest

from bastide.record.child import stand_ins
from bastide.record.child.notes import INSIDE
from bastide.record.child.stand_ins import AnyMapping, AnyStandIn, GuessedList, LookedIntoError, StandIn, standing


class Notes:
    def __init__(self):
        self.said = []

    def opaque(self, kind, text):
        self.said.append((kind, text))


@pytest.fixture
def notes():
    kept = Notes()
    stand_ins.start(kept)
    yield kept
    stand_ins._notes[:] = []


@pytest.fixture
def inside():
    token = INSIDE.set(True)
    yield
    INSIDE.reset(token)


ARN = standing("~[3.arn]~")


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (lambda one: f"{one}/*", "~[3.arn]~/*"),
        (lambda one: one + "/*", "~[3.arn]~/*"),
        (lambda one: "a" + one, "a~[3.arn]~"),
        (lambda one: "/".join(["x", *[one]]), "x/~[3.arn]~"),
        (lambda one: "%s" % one, "~[3.arn]~"),  # noqa: UP031 - programs do
        ("{}".format, "~[3.arn]~"),
        (lambda one: json.dumps({"a": one, one: 1}, indent=1), '{\n "a": "~[3.arn]~",\n "~[3.arn]~": 1\n}'),
        (lambda one: one.strip(), "~[3.arn]~"),
        (lambda one: sorted([one, "b"])[1], "~[3.arn]~"),
    ],
)
@pytest.mark.usefixtures("inside")
def test_putting_texts_together_keeps_the_name(made, text):
    found = made(ARN)
    assert str.__eq__(found, text) is True


@pytest.mark.parametrize(
    "look",
    [
        lambda one: one == "x",
        lambda one: one != "x",
        lambda one: "x" in one,
        lambda one: one[0],
        lambda one: one[:3],
        len,
        list,
        lambda one: one.split(":"),
        lambda one: one.startswith("arn"),
        lambda one: one.replace("a", "b"),
        lambda one: one.upper(),
        lambda one: one.encode(),
        lambda one: (one + "/x").rpartition("/"),
    ],
)
def test_a_look_ends_a_function_and_is_noted_elsewhere(notes, look):
    look(ARN)
    assert {kind for kind, _ in notes.said} == {"placeholder"}
    token = INSIDE.set(True)
    try:
        with pytest.raises(LookedIntoError):
            look(ARN)
    finally:
        INSIDE.reset(token)


def test_a_number_is_not_even_true(notes):
    flag = standing(standing("~[3.multiAz]~"), number=True)
    assert flag
    assert flag != 1
    assert len(notes.said) == 2


def test_a_list_goes_on_as_long_as_it_is_indexed(notes):
    names = standing([standing(f"~[i:0.names[{index}]]~") for index in range(3)])
    assert isinstance(names, GuessedList)
    assert [str(one) for one in (names[0], names[7])] == ["~[i:0.names[0]]~", "~[i:0.names[7]]~"]
    assert [str(one) for one in names[:2]] == ["~[i:0.names[0]]~", "~[i:0.names[1]]~"]
    assert notes.said == []
    assert len(list(names)) == 3
    assert {kind for kind, _ in notes.said} == {"placeholder"}


def test_a_mapping_has_every_key_and_says_so_when_asked_for_all(notes):
    tags = standing({"~[": "~[i:0.tags]~"})
    assert isinstance(tags, AnyMapping)
    assert [str(tags[key]) for key in ("Name", "a b", 3)] == [
        "~[i:0.tags.Name]~",
        '~[i:0.tags["a b"]]~',
        "~[i:0.tags[3]]~",
    ]
    assert str(tags.get("x", "default")) == "~[i:0.tags.x]~"
    assert notes.said == []
    assert list(tags) == []
    assert notes.said != []


def test_a_value_of_no_type_is_named_by_going_on():
    value = AnyStandIn("~[3.outputs.subnets]~")
    assert str(value[0]["id"]) == "~[3.outputs.subnets[0].id]~"


def test_known_texts_stand_in_for_their_names():
    stand_ins.remember("~[9.name]~", "known")
    assert stand_ins.literal([standing("~[9.name]~"), "x", {"a": standing("~[9.name]~")}]) == [
        "known",
        "x",
        {"a": "known"},
    ]
    assert isinstance(stand_ins.literal(ARN), StandIn)


def test_what_holds_a_stand_in_is_tainted():
    assert stand_ins.tainted({"a": [{"b": ARN}]})
    assert stand_ins.tainted("x~[3.arn]~")
    assert not stand_ins.tainted({"a": ["b", 3, None]})
