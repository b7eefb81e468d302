"""Configuration: given, missing, encrypted."""

import pytest

pytestmark = pytest.mark.pulumi
STACK = "config:\n  given: from the stack\n  encrypted:\n    secure: AAAB\n"


@pytest.fixture
def found(recorded):
    return recorded("configuration", files=(("Pulumi.dev.yaml", STACK),), config={"aws:region": "eu-west-1"})


def test_what_the_stack_and_the_caller_say_is_read(found):
    assert found.inputs("given")["value"] == "from the stack"
    assert found.inputs("all")["instanceClass"] == "eu-west-1"
    assert found.inputs("default")["value"] == "default"


def test_what_is_missing_is_a_placeholder_of_its_kind(found):
    assert found.inputs("missing")["value"] == "~[config:program:missing]~"
    assert found.inputs("hidden")["value"] == "~[config:program:hidden]~"
    assert found.one("hidden")["secrets"] == ["value"]
    inputs = found.inputs("all")
    assert (inputs["allocatedStorage"], inputs["multiAz"], inputs["tags"]) == (1, False, {})


def test_every_placeholder_is_noted_with_its_line(found):
    def notes(kind):
        mine = (one for one in found.opaque(kind) if one["file"] == "__main__.py")
        return {one["text"].split("`")[1]: one["line"] for one in mine}

    # Nothing can depend on a secret but what takes it, which is unknown by itself.
    assert notes("message") == {
        "program:hidden": found.line('"hidden", name'),
        "program:encrypted": found.line('"encrypted", name'),
    }
    assert notes("placeholder") == {
        "program:missing": found.line('"missing", name'),
        "program:storage": found.line("require_int"),
        "program:zones": found.line("require_bool"),
        "program:tags": found.line("require_object"),
    }


def test_an_encrypted_value_is_noted_where_it_stands(found):
    (note,) = (one for one in found.opaque("message") if one["file"] == "Pulumi.dev.yaml")
    assert ("program:encrypted" in note["text"], note["line"]) == (True, 4)
    assert "AAAB" not in str(found.all)
