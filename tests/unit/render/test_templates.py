import pytest
from jinja2 import FileSystemBytecodeCache, UndefinedError

from bastide.hcl.literal import Address
from bastide.library.locate import library_root
from bastide.render.templates import environment


def render(source, frameworks=("mlps3",), **inputs):
    return environment(library_root(), frameworks).from_string(source).render(inputs)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", '"plain"'),
        ('"quoted"', r'"\"quoted\""'),
        ("${aws_kms_key.x.arn}", '"$${aws_kms_key.x.arn}"'),
        ("%{ if true }", '"%%{ if true }"'),
        ("*/ # 居民档案 🏛", '"*/ # 居民档案 🏛"'),
        (True, "true"),
        (3, "3"),
        (None, "null"),
        (Address("aws_kms_key", "x").arn, "aws_kms_key.x.arn"),
    ],
)
def test_every_expression_leaves_as_a_literal(value, written):
    assert render("a = {{ x }}", x=value) == f"a = {written}"


def test_an_unknown_input_names_itself():
    with pytest.raises(UndefinedError, match="missing"):
        render("{{ missing }}")


def test_a_citation_names_only_the_chosen_frameworks():
    bare = "# NET-01 Zones have separate, non-overlapping address blocks"
    assert render('# {{ cite("NET-01") }}') == f"{bare} (mlps3 8.1.2.1 c)"
    assert (
        render('# {{ cite("NET-01") }}', frameworks=())
        == "# NET-01 Zones have separate, non-overlapping address blocks"
    )


def test_a_note_cannot_leave_its_comment_line():
    assert render("# {{ note(why) }}", why='a\nresource "x" "y" {}\r\u2028b') == '# a resource "x" "y" {} b'


def test_a_citation_of_an_unknown_control_is_an_error():
    with pytest.raises(KeyError):
        render('{{ cite("XYZ-99") }}')


def test_a_disk_that_keeps_no_compiled_template_costs_nothing_but_time(monkeypatch, tmp_path):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemBytecodeCache, "dump_bytecode", full)
    monkeypatch.setattr(FileSystemBytecodeCache, "load_bytecode", lambda *_: None)
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "controls.json").write_text("{}")
    (tmp_path / "modules" / "aws").mkdir()
    (tmp_path / "modules" / "aws" / "x.j2").write_text("a = {{ x }}")
    assert environment(tmp_path, ()).get_template("x.j2").render(x=1) == "a = 1"


def test_without_a_private_folder_templates_are_compiled_each_time(monkeypatch):
    def refused(*_, **__):
        message = "the folder is not private"
        raise RuntimeError(message)

    monkeypatch.setattr(FileSystemBytecodeCache, "__init__", refused)
    assert render("a = {{ x }}", x=1) == "a = 1"
