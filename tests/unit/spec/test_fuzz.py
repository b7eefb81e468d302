"""Nothing that a file may hold breaks the loader: it answers, in four parts, at places that exist."""

import copy
import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bastide.source.nodes import data
from bastide.source.text import read_text
from bastide.source.yamldoc import parse
from bastide.spec.codes import CODES
from bastide.spec.expand import expand
from bastide.spec.schema import json_schema
from support.spec_fixtures import PASS, fixtures, loaded, meaning, refused

VALIDATOR = Draft202012Validator(json_schema())
SINGLE = {name: path for name, path in fixtures(PASS).items() if path.name != "platform.yaml"}
RICH = data(parse(read_text(PASS / "every-key.yaml", "every-key.yaml"), "every-key.yaml"))
QUIET = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])

ODD = (
    *(None, True, False, 0, 1, 2, -1, 10**30, 1.0, 1.5, "", " ", "x", "X", "[", "a\nb", "${x}", "e\u0301", "居民档案"),
    *("internet", "services", "app", "vault", "gate", "app@civil-affairs", "app@nobody", "@", "data@", "agency", "web"),
    *("tcp/0", "tcp/443", "icmp/255", "0d", "1m", "6mo", "999999y", "10y", "2027-02-30", "2026-11-21", "2027-01-01"),
    *("10.40.0.0/24", "10.0.0.0/33", "0.0.0.0/0", "logs", "core", "general", "gold", "bronze", "soc", "isolated"),
    *("exchange", "provider-key", "store/assets", "zone/app@x", "CKV_AWS_1", "nosec", "a = 1", "../x", "*/x", "**"),
)
"""Values that mean something somewhere, or look as if they did."""

plain = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
)
anything = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


def answered(path):
    """The faults of a file, each of them whole."""
    found, sources = refused(path)
    for fault in found:
        assert fault.code in CODES
        assert fault.why
        assert fault.fix
        assert "\n" not in fault.message
        for label in fault.labels:
            lines = sources[label.place.file].split("\n")
            assert 1 <= label.place.line <= len(lines)
            assert 1 <= label.place.column <= len(lines[label.place.line - 1]) + 1
    return found


def survives(tmp_path):
    """A sound spec means the same when it is written out in full."""
    platform = loaded(tmp_path / "platform.yaml").platform
    full = tmp_path / "full.yaml"
    full.write_text(expand(platform, []), encoding="utf-8")
    assert meaning(loaded(full, library=tmp_path).platform) == meaning(platform)


def written(tmp_path, document):
    path = tmp_path / "platform.yaml"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
    return path


def spots(document, found=None):
    """Every place in a document, as its parent and its key."""
    found = [] if found is None else found
    keys = document if isinstance(document, dict) else range(len(document))
    for key in list(keys):
        found.append((document, key))
        if isinstance(document[key], dict | list):
            spots(document[key], found)
    return found


@given(st.binary(max_size=200))
@QUIET
def test_any_bytes_are_answered(tmp_path, content):
    path = tmp_path / "platform.yaml"
    path.write_bytes(content)
    assert answered(path)


@given(st.text(st.sampled_from(" \n\t:-?[]{},&*!|>'\"%@`#ab1.~=<\\\r甲\ufeff\u202e"), max_size=60))
@QUIET
def test_any_text_that_looks_like_yaml_is_answered(tmp_path, content):
    path = tmp_path / "platform.yaml"
    path.write_text(content, encoding="utf-8")
    assert answered(path)


@given(anything)
@QUIET
def test_any_document_is_answered(tmp_path, document):
    assert answered(written(tmp_path, document))


@given(st.data())
@QUIET
def test_a_spec_with_mistakes_is_answered_and_the_schema_agrees(tmp_path, data):
    document = copy.deepcopy(RICH)
    for _ in range(data.draw(st.integers(1, 3))):
        parent, key = data.draw(st.sampled_from(spots(document)))
        match data.draw(st.sampled_from(("replace", "remove", "rename", "move"))):
            case "remove":
                del parent[key]
            case "rename" if isinstance(parent, dict):
                parent[data.draw(st.sampled_from([str(odd) for odd in ODD]))] = parent.pop(key)
            case "move":
                parent[key] = copy.deepcopy(data.draw(st.sampled_from([p[k] for p, k in spots(RICH)])))
            case _:
                parent[key] = data.draw(st.sampled_from(ODD) | anything)
    found = answered(written(tmp_path, document))
    if not found:
        survives(tmp_path)
    if any(fault.code in {"SPEC001", "SPEC002", "SPEC003", "SPEC010", "SPEC018", "SPEC019"} for fault in found):
        return
    misshapen = [fault for fault in found if CODES[fault.code].shape]
    assert VALIDATOR.is_valid(document) == (not misshapen), document


def shuffled(document, chance):
    """The same document with its keys in another order; only the order of the classes is meaning."""
    if isinstance(document, list):
        return [shuffled(item, chance) for item in document]
    if not isinstance(document, dict):
        return document
    keys = list(document)
    chance.shuffle(keys)
    return {key: document[key] if key == "classes" else shuffled(document[key], chance) for key in keys}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", SINGLE)
def test_the_order_of_keys_means_nothing(name, seed, tmp_path):
    document = data(parse(read_text(SINGLE[name], name), name))
    again = loaded(written(tmp_path, shuffled(document, random.Random(seed)))).platform  # noqa: S311
    assert meaning(again) == meaning(loaded(SINGLE[name]).platform)
