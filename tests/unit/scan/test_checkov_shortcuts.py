"""Every shortcut answers as the slow way does, and hands everything else over to it."""

from importlib import import_module
from types import SimpleNamespace

import dpath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bastide.scan.checkov.lean_import import import_checkov
from bastide.scan.checkov.patching import replaced
from bastide.scan.checkov.seal import sealed

with sealed():
    import_checkov()
    values = import_module("bastide.scan.checkov.speed_values")
    documents = import_module("bastide.scan.checkov.documents")
    hardening = import_module("bastide.scan.checkov.hardening")

NAMES = st.sampled_from(["a", "b", "rule", "0", "1", "x-y"])
CONF = st.dictionaries(
    NAMES,
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.sampled_from(["a", "", "0"])),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=4,
)
PATHS = st.lists(st.sampled_from(["a", "b", "rule", "[0]", "[1]", "[12]", "0", "*", "x-y"]), min_size=1, max_size=4)


@settings(max_examples=400, deadline=None)
@given(CONF, PATHS.map("/".join))
def test_a_path_leads_where_dpath_leads(conf, path):
    assert (values._Paths.search(conf, path) == {}) == (dpath.search(conf, path) == {})
    try:
        expected = dpath.get(conf, path)
    except (KeyError, ValueError) as error:
        with pytest.raises(type(error)):
            values._Paths.get(conf, path)
    else:
        assert values._Paths.get(conf, path) == expected


@settings(max_examples=400, deadline=None)
@given(CONF, st.sampled_from(["a", "rule", "x-y", "*", "0"]))
def test_a_name_is_found_everywhere_that_dpath_finds_it(conf, name):
    found = list(values._Paths.search(conf, f"**/{name}", yielded=True))
    expected = list(dpath.search(conf, f"**/{name}", yielded=True))
    assert found == expected


EXPRESSIONS = st.lists(
    st.sampled_from(
        [
            *('"', "a", "aws_x", ".", "true", "None", "jsonencode", "(", ")", "{", "}", "[", "]", "'", ":", ",", "1"),
            *(" ", "=", "break", "==", "\\", "\n", "é", "if", "format", '"a"', "max", "\x00"),
        ]
    ),
    max_size=7,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(st.lists(EXPRESSIONS, min_size=1, max_size=4))
def test_expressions_have_the_value_that_a_new_evaluator_gives(texts):
    from checkov.terraform.graph_builder.variable_rendering import safe_eval_functions  # noqa: PLC0415

    with replaced(safe_eval_functions, "get_asteval", hardening.private_interpreter):
        expected = [outcome(safe_eval_functions.evaluate, text) for text in texts]
        with values.expressions_evaluated_fast():
            assert [outcome(safe_eval_functions.evaluate, text) for text in texts] == expected


def outcome(evaluate, text):
    try:
        value = evaluate(text)
    except Exception:  # noqa: BLE001 - the callers treat every error alike
        return "error"
    return repr(value).partition(" at 0x")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${jsonencode({'a': ['b', '${aws_x.y.arn}']})}", {"a": ["b", "${aws_x.y.arn}"]}),
        ("jsonencode([1, None, True])", [1, None, True]),
        ("\"${jsonencode({'a': 'b == c'})}\"", {"a": "b == c"}),
        ("${jsonencode({'a': '$${x y}'})}", {"a": "$${x y}"}),
        ("${jsonencode({'a': '${upper(\"x\")}'})}", None),
        ("${jsonencode({'a': '${var.x ? 1 : 2}'})}", None),
        ("${jsonencode({'a': open})}", None),
        ("${jsonencode('a')}", None),
        ("${jsonencode({'a': 1}", None),
        ("${merge({'a': 1})}", None),
        ({"a": 1}, None),
    ],
)
def test_only_a_document_of_data_is_evaluated(text, expected):
    assert documents.document(text) == expected


def test_a_replaced_attribute_comes_back_even_when_it_was_inherited():
    class Above:
        name = "above"

    class Below(Above):
        pass

    owner = SimpleNamespace(name="own")
    with replaced(owner, "name", "other"), replaced(Below, "name", "other"):
        assert (owner.name, Below.name, Above.name) == ("other", "other", "above")
    assert (owner.name, Below.name, "name" in vars(Below)) == ("own", "above", False)
