import pytest

from bastide.app import sources
from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place


def pointing_at(*files):
    labels = tuple(Label(Place(file, 1, 1, 1, 2)) for file in files)
    return [Diagnostic("SPEC001", "m", labels, "", "")]


def test_each_file_that_a_fault_points_at_is_read(tmp_path):
    (tmp_path / "a").write_text("居民", "utf-8")
    (tmp_path / "b").write_text("other")
    assert sources.of_diagnostics(tmp_path, pointing_at("a", "a")) == {"a": "居民"}


@pytest.mark.parametrize("file", ["missing", ".", "nul\0", "loop"])
def test_a_file_that_can_not_be_read_is_left_out(tmp_path, file):
    (tmp_path / "loop").symlink_to("loop")
    assert sources.of_diagnostics(tmp_path, pointing_at(file)) == {}


def test_bytes_that_are_not_text_are_shown_and_a_byte_order_mark_is_not(tmp_path):
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfx: \xff")
    assert sources.of_diagnostics(tmp_path, pointing_at("a")) == {"a": "x: \udcff"}


def test_a_huge_file_is_not_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_LIMIT", 3)
    (tmp_path / "a").write_text("four")
    assert sources.of_diagnostics(tmp_path, pointing_at("a")) == {}
