import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.record.project import Language, read_project


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "__main__.py").write_text("")
    return tmp_path


def written(folder, text, *, stack=""):
    (folder / "Pulumi.yaml").write_text(text, encoding="utf-8")
    if stack:
        (folder / "Pulumi.dev.yaml").write_text(stack, encoding="utf-8")
    return folder


def read(folder, **config):
    return read_project(folder, stack="dev", config=config)


def code(folder, **config):
    with pytest.raises(CannotAnswerError) as caught:
        read(folder, **config)
    (fault,) = caught.value.diagnostics
    assert fault.why
    assert fault.fix
    return fault.code


def test_a_project_names_its_program(folder):
    project = read(written(folder, "name: city\nruntime: python\n"))
    assert (project.name, project.language, project.main) == ("city", Language.PYTHON, folder / "__main__.py")


def test_a_runtime_may_have_options(folder):
    project = read(written(folder, "name: c\nruntime:\n  name: python\n  options:\n    virtualenv: env\n"))
    assert project.virtualenv == "env"


@pytest.mark.parametrize("main", ["infra", "infra/program.py"])
def test_the_main_file_may_stand_elsewhere(folder, main):
    (folder / "infra").mkdir()
    for name in ("__main__.py", "program.py"):
        (folder / "infra" / name).write_text("")
    found = read(written(folder, f"name: c\nruntime: python\nmain: {main}\n")).main
    assert found == folder / ("infra/__main__.py" if main == "infra" else main)


def test_configuration_comes_from_the_project_the_stack_and_the_caller(folder):
    written(
        folder,
        "name: c\nruntime: python\nconfig:\n  a: 1\n  b:\n    type: integer\n    default: 2\n  aws:region: eu-west-1\n"
        "  d:\n    type: string\n",
        stack="config:\n  c:b: 03\n  e: {x: [1, true]}\n  aws:profile: null\n",
    )
    assert read(folder, **{"a": "given", "aws:region": "us-east-1"}).config == {
        "c:a": "given",
        "c:b": "03",
        "aws:region": "us-east-1",
        "c:e": '{"x": [1, true]}',
    }


def test_what_is_encrypted_is_kept_shut(folder):
    written(folder, "name: c\nruntime: python\n", stack="config:\n  p:\n    secure: AAA\n  q: {a: [{secure: B}]}\n")
    project = read(folder)
    assert (project.config, project.secrets) == ({}, ["c:p", "c:q"])
    assert [(one.key, one.file, one.line) for one in project.hidden] == [
        ("c:p", "Pulumi.dev.yaml", 3),
        ("c:q", "Pulumi.dev.yaml", 4),
    ]


def test_what_the_caller_gives_replaces_what_is_encrypted(folder):
    written(folder, "name: c\nruntime: python\n", stack="config:\n  p:\n    secure: AAA\n")
    project = read(folder, p="plain")
    assert (project.config, project.hidden, project.secrets) == ({"c:p": "plain"}, [], ["c:p"])


def test_a_folder_without_a_project_is_refused(folder):
    assert code(folder) == "PUL002"


@pytest.mark.parametrize("text", ["a: [", "- a\n", "name: a\nname: b\nruntime: python\n", "\x00"])
def test_a_project_that_can_not_be_read_is_refused(folder, text):
    assert code(written(folder, text)) == "PUL003"


def test_a_project_that_is_no_text_is_refused(folder):
    (folder / "Pulumi.yaml").write_bytes(b"\xff\xfe")
    assert code(folder) == "PUL003"


@pytest.mark.parametrize("runtime", ["go", "yaml", "''"])
def test_another_language_is_refused(folder, runtime):
    assert code(written(folder, f"name: a\nruntime: {runtime}\n")) == "PUL004"


def test_a_project_without_its_program_is_refused(folder):
    (folder / "__main__.py").unlink()
    assert code(written(folder, "name: a\nruntime: python\n")) == "PUL005"
