"""Every module keeps its promises: what it declares is what its templates use, emit and cite."""

import os
import re

import pytest
from jinja2 import Environment, meta

from bastide.library.locate import library_root
from bastide.library.module import ModuleError, modules, read
from bastide.library.page import control_titles, refreshed

LIBRARY = library_root()
MODULES = modules(LIBRARY)
CONTROLS = control_titles(LIBRARY)
GLOBALS = {"cite", "note"}
RESOURCE = re.compile(r'^resource "([a-z0-9_]+)"', re.MULTILINE)
CITED = re.compile(r"cite\(([^)]*)\)")
each = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)


def templates(module):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(module.folder.glob("*.j2"))}


def test_every_folder_of_templates_is_a_module():
    folders = {path.parent.name for path in (LIBRARY / "modules" / "aws").glob("*/*.j2")}
    assert folders == {module.id for module in MODULES}
    assert len(folders) >= 10


@each
def test_declared_inputs_are_the_variables_that_templates_use(module):
    env = Environment(autoescape=True)
    env.globals.clear()  # an input may be called as one of Jinja's own, such as `namespace`
    used = {name: meta.find_undeclared_variables(env.parse(text)) - GLOBALS for name, text in templates(module).items()}
    assert {name: set(given) for name, given in module.inputs.items()} == used


@each
def test_declared_types_are_the_ones_emitted(module):
    emitted = {kind for text in templates(module).values() for kind in RESOURCE.findall(text)}
    assert list(module.emits) == sorted(emitted)


@each
def test_controls_exist_and_each_cited_one_is_declared(module):
    cited = {
        control
        for text in templates(module).values()
        for call in CITED.findall(text)
        for control in re.findall(r'"([^"]+)"', call)
    }
    assert cited <= set(module.controls) <= CONTROLS.keys()


@each
def test_descriptions_are_sentences(module):
    sentences = [module.summary, *(text for given in module.inputs.values() for text in given.values())]
    assert [text for text in sentences if not text.endswith(".") or not text[0].isupper()] == []


@each
def test_templates_hold_no_loop_or_function_of_terraform(module):
    for name, text in templates(module).items():
        assert not re.search(r"\b(for_each|count|dynamic|file|templatefile|lookup|merge)\b\s*[=(\"]", text), name
        assert '"{{' not in text, f"{name}: a value is written bare, the environment quotes it"


@each
def test_the_readme_is_fresh(module):
    readme = module.folder / "README.md"
    page = readme.read_text(encoding="utf-8")
    fresh = refreshed(page, module, CONTROLS)
    if os.environ.get("BASTIDE_UPDATE"):
        readme.write_text(fresh, encoding="utf-8")
    assert page == fresh, "run: BASTIDE_UPDATE=1 pytest tests/unit/library"


def test_a_broken_description_is_refused(tmp_path):
    (tmp_path / "module.yaml").write_text("id: x\n")
    with pytest.raises(ModuleError, match="keys must be"):
        read(tmp_path)
