"""The committed reference is what the shapes and codes say; BASTIDE_UPDATE=1 renews it. Its examples are run."""

import os

import pytest

from bastide.app.schema import schema
from bastide.spec import keys
from bastide.spec.examples import EXAMPLES, SMALLEST
from bastide.spec.reference import codes_page, spec_page
from bastide.spec.sections import SECTIONS
from bastide.spec.shape import ListOf, MapOf, Record
from support.spec_fixtures import PASS, ROOT, loaded

PAGES = {"spec.md": spec_page, "spec-codes.md": codes_page, "schema-v1.json": schema}


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_fresh(name):
    page = ROOT / "docs/reference" / name
    if os.environ.get("BASTIDE_UPDATE"):
        page.write_text(PAGES[name](), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == PAGES[name]()


def test_the_examples_of_the_reference_are_one_sound_spec(tmp_path):
    (tmp_path / "agency.yaml").write_text(EXAMPLES["agency"], encoding="utf-8")
    added = [section.example for section in SECTIONS if not section.around]
    sections = [*(text for name, text in EXAMPLES.items() if name != "agency"), *added]
    text = "bastide: 1\nprofile: gov-baseline\ninclude: agency.yaml\n" + "".join(sections)
    (tmp_path / "platform.yaml").write_text(text, encoding="utf-8")
    assert loaded(tmp_path / "platform.yaml").platform.name == "cloud-window"


@pytest.mark.parametrize("section", [one for one in SECTIONS if one.around], ids=lambda one: one.name)
def test_an_example_that_suits_no_other_is_sound_in_its_own_spec(tmp_path, section):
    (tmp_path / "platform.yaml").write_text(section.around + section.example, encoding="utf-8")
    assert loaded(tmp_path / "platform.yaml").platform.name


def test_the_smallest_spec_of_the_reference_is_the_one_that_loads():
    assert (PASS / "minimal.yaml").read_text(encoding="utf-8") == SMALLEST


def test_every_section_has_an_example():
    sections = {name for name, key in keys.root.keys.items() if isinstance(key.shape, Record | MapOf | ListOf)}
    assert set(EXAMPLES) | {section.name for section in SECTIONS} == (sections - {"include"}) | {"agency"}


def test_every_key_is_described_in_a_sentence():
    assert all(key.doc.endswith(".") and key.doc[0].isupper() for key in keys.root.keys.values())


def test_the_examples_modeline_leads_to_the_schema():
    spec = ROOT / "examples/cloud-window/platform.yaml"
    modeline = spec.read_text(encoding="utf-8").splitlines()[0]
    _, _, target = modeline.partition("$schema=")
    assert (spec.parent / target).resolve() == ROOT / "docs/reference/schema-v1.json"
