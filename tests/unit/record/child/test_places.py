import json
import sys

import pytest

from bastide.record.child.places import Places, placed


@pytest.fixture
def places(tmp_path):
    return Places(str(tmp_path))


def test_a_file_is_the_programs_own_unless_somebody_installed_it(places, tmp_path):
    (tmp_path / "env").mkdir()
    (tmp_path / "env/pyvenv.cfg").write_text("")
    assert places.own(str(tmp_path / "a/b.py"))
    for foreign in ("node_modules/x.js", "a/site-packages/x.py", "env/lib/x.py"):
        assert not places.own(str(tmp_path / foreign)), foreign
    assert not places.own(f"{tmp_path}x/b.py")
    assert not places.own("<frozen runpy>")


def test_an_error_is_placed_at_the_programs_innermost_line(places, tmp_path):
    (tmp_path / "program.py").write_text("import json\n\n\ndef f():\n    json.loads('{')\n")
    sys.path.insert(0, str(tmp_path))
    try:
        import program  # type: ignore[import-not-found] # noqa: PLC0415

        with pytest.raises(json.JSONDecodeError) as caught:
            program.f()
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("program", None)
    assert places.of_error(caught.value) == [str(tmp_path / "program.py"), 5]


def test_an_error_that_lost_its_lines_keeps_its_place(places):
    error = ValueError("x")
    assert places.of_error(error) == []
    assert places.of_error(placed(error, ["a.py", 3])) == ["a.py", 3]
    outer = RuntimeError("y")
    outer.__cause__ = error
    assert places.of_error(outer) == ["a.py", 3]


def test_a_text_that_does_not_parse_is_placed_where_it_breaks(places, tmp_path):
    path = tmp_path / "broken.py"
    with pytest.raises(SyntaxError) as caught:
        compile("a = (\n", str(path), "exec")
    assert places.of_error(caught.value) == [str(path), 1]
