"""The JSON Schema that editors use says of every fixture what the parser says of its shape."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bastide.model.diagnostic import CannotAnswerError
from bastide.source.nodes import data
from bastide.source.text import read_text
from bastide.source.yamldoc import parse
from bastide.spec.codes import CODES
from bastide.spec.schema import json_schema
from support.spec_fixtures import FAIL, PASS, ROOT, fixtures, refused

VALIDATOR = Draft202012Validator(json_schema())
FILES = {
    f"{folder.name}/{name}:{path.relative_to(main.parent)}": (main, path)
    for folder in (FAIL, PASS)
    for name, main in fixtures(folder).items()
    for path in (sorted(main.parent.rglob("*.yaml")) if main.name == "platform.yaml" else [main])
}


def content(path: Path) -> object:
    """A file as any reader of YAML would load it."""
    return data(parse(read_text(path, path.name), path.name))


def is_yaml(path: Path) -> bool:
    try:
        content(path)
    except CannotAnswerError:
        return False
    return True


READABLE = [name for name, (_, path) in FILES.items() if is_yaml(path)]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(json_schema())


def test_the_schema_can_be_written_as_utf_8():
    assert json.loads(json.dumps(json_schema(), ensure_ascii=False).encode()) == json_schema()


def test_nearly_every_fixture_is_held_against_the_schema():
    assert len(READABLE) > 0.85 * len(FILES)


@pytest.mark.parametrize("name", READABLE)
def test_schema_and_parser_agree(name):
    main, path = FILES[name]
    faults = [fault for fault in refused(main)[0] if fault.labels and Path(fault.labels[0].place.file) == path]
    misshapen = [fault.message for fault in faults if CODES[fault.code].shape]
    problems = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(content(path))]
    assert bool(problems) == bool(misshapen), (problems, misshapen)


def test_the_example_fits_the_schema():
    folder = ROOT / "examples/cloud-window"
    for path in (folder / "platform.yaml", *sorted(folder.glob("agencies/*.yaml"))):
        VALIDATOR.validate(content(path))


def test_every_key_of_the_schema_is_described():
    def bare(schema: object, path: str) -> list[str]:
        if isinstance(schema, list):
            return [found for item in schema for found in bare(item, path)]
        if not isinstance(schema, dict):
            return []
        own = [
            f"{path}.{name}"
            for name, value in schema.get("properties", {}).items()
            if not str(value.get("description", "")).endswith(".")
        ]
        return own + [found for name, value in schema.items() for found in bare(value, f"{path}.{name}")]

    assert bare(json_schema(), "") == []
