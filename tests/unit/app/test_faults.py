import pytest

from bastide.app.faults import os_errors, require_resolvable, unknown_name
from bastide.model.diagnostic import CannotAnswerError


def test_what_the_system_refuses_is_a_fault_with_four_parts(tmp_path):
    with pytest.raises(CannotAnswerError) as caught, os_errors(tmp_path):
        (tmp_path / "missing").read_bytes()
    (fault,) = caught.value.diagnostics
    assert fault.code == "APP001"
    assert fault.message == f"`{tmp_path / 'missing'}` can't be used: no such file or directory"
    assert fault.why
    assert fault.fix


def test_a_closed_pipe_is_no_fault_of_a_file(tmp_path):
    with pytest.raises(BrokenPipeError), os_errors(tmp_path):
        raise BrokenPipeError


def test_links_in_a_circle_are_refused(tmp_path):
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(CannotAnswerError, match="circle"):
        require_resolvable(tmp_path / "one" / "stack")
    require_resolvable(tmp_path / "new" / "stack")


def test_an_unknown_name_gets_the_nearest_as_suggestion():
    error = unknown_name("APP004", "rule", "NET01", ["NET001", "BAK001"], fix="bastide explain")
    assert error.diagnostics[0].message.startswith("there is no rule `NET01`; did you mean `NET001`")
    assert "did you mean" not in unknown_name("APP004", "rule", "zzz", ["NET001"], fix="").diagnostics[0].message
