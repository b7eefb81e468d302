import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.render import tree
from bastide.render.digest import sha256
from bastide.render.exchange import exchange


def stack(**files):
    written = {name.replace("__", "."): content.encode() for name, content in files.items()}
    manifest = {"files": {path: {"sha256": sha256(content)} for path, content in written.items()}}
    return {**written, "manifest.json": json.dumps(manifest).encode()}


def contents(directory):
    return {path.name: path.read_bytes() for path in directory.iterdir() if path.is_file()}


def test_a_new_tree_holds_exactly_the_stack(tmp_path):
    target = tmp_path / "deep" / "stack"
    changes = tree.replace(target, stack(a__tf="one"))
    assert contents(target) == stack(a__tf="one")
    assert changes.added == ("a.tf", "manifest.json")
    assert os.listdir(target.parent) == ["stack"]  # nothing is left beside it


def test_an_unchanged_stack_is_not_touched(tmp_path):
    target = tmp_path / "stack"
    tree.replace(target, stack(a__tf="one"))
    before = target.stat().st_ino
    assert not tree.replace(target, stack(a__tf="one"))
    assert target.stat().st_ino == before


def test_files_that_left_the_stack_leave_the_tree(tmp_path):
    target = tmp_path / "stack"
    tree.replace(target, stack(a__tf="one", b__tf="two"))
    changes = tree.replace(target, stack(a__tf="one"))
    assert changes.removed == ("b.tf",)
    assert not (target / "b.tf").exists()


def test_the_users_own_files_stay(tmp_path):
    target = tmp_path / "stack"
    tree.replace(target, stack(a__tf="one"))
    (target / "own.tf").write_text("mine")
    (target / "terraform.tfstate").write_text("state")
    (target / ".terraform" / "providers").mkdir(parents=True)
    (target / ".terraform" / "providers" / "lock").write_text("x")
    (target / ".terraform" / "link").symlink_to("/nowhere")
    tree.replace(target, stack(a__tf="two"))
    assert (target / "a.tf").read_text() == "two"
    assert (target / "own.tf").read_text() == "mine"
    assert (target / "terraform.tfstate").read_text() == "state"
    assert (target / ".terraform" / "providers" / "lock").read_text() == "x"
    assert (target / ".terraform" / "link").readlink() == Path("/nowhere")


def test_an_edited_file_is_never_overwritten_silently(tmp_path):
    target = tmp_path / "stack"
    tree.replace(target, stack(a__tf="one"))
    (target / "a.tf").write_text("edited")
    with pytest.raises(CannotAnswerError, match="GEN001"):
        tree.replace(target, stack(a__tf="two"))
    assert (target / "a.tf").read_text() == "edited"
    tree.replace(target, stack(a__tf="two"), discard_edits=True)
    assert (target / "a.tf").read_text() == "two"


def test_an_edited_file_that_left_the_stack_is_not_deleted_silently(tmp_path):
    target = tmp_path / "stack"
    tree.replace(target, stack(a__tf="one", b__tf="two"))
    (target / "b.tf").write_text("edited")
    with pytest.raises(CannotAnswerError, match="GEN001"):
        tree.replace(target, stack(a__tf="one"))


def test_somebody_elses_file_is_not_overwritten(tmp_path):
    target = tmp_path / "stack"
    target.mkdir()
    (target / "a.tf").write_text("theirs")
    with pytest.raises(CannotAnswerError, match="GEN002"):
        tree.replace(target, stack(a__tf="one"))
    assert (target / "a.tf").read_text() == "theirs"


def test_a_lost_manifest_is_restored_beside_files_that_nobody_edited(tmp_path):
    target = tmp_path / "stack"
    tree.replace(target, stack(a__tf="one", b__tf="two"))
    (target / "manifest.json").unlink()
    changes = tree.replace(target, stack(a__tf="one", b__tf="two"))
    assert changes.added == ("manifest.json",)
    assert contents(target) == stack(a__tf="one", b__tf="two")
    (target / "manifest.json").unlink()
    (target / "b.tf").write_text("edited")
    with pytest.raises(CannotAnswerError, match="GEN002"):
        tree.replace(target, stack(a__tf="one", b__tf="two"))


def test_another_tools_manifest_is_not_overwritten(tmp_path):
    target = tmp_path / "stack"
    target.mkdir()
    (target / "manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(CannotAnswerError, match="GEN004"):
        tree.replace(target, stack(a__tf="one"))


@pytest.mark.parametrize("text", ["", "[]", '{"files": []}', '{"files": {"../x": {"sha256": ""}}}', "[" * 9000])
def test_a_broken_manifest_is_refused(tmp_path, text):
    target = tmp_path / "stack"
    target.mkdir()
    (target / "manifest.json").write_text(text)
    with pytest.raises(CannotAnswerError, match="GEN004"):
        tree.differences(target, stack(a__tf="one"))


def test_a_target_that_is_a_file_is_refused(tmp_path):
    target = tmp_path / "stack"
    target.write_text("a file")
    with pytest.raises(CannotAnswerError, match="GEN003"):
        tree.replace(target, stack(a__tf="one"))
    assert target.read_text() == "a file"


def test_a_symlink_loop_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(CannotAnswerError, match="GEN003"):
        tree.replace(tmp_path / "loop" / "stack", stack(a__tf="one"))


def test_a_linked_target_is_replaced_behind_its_link(tmp_path):
    real = tmp_path / "real"
    tree.replace(real, stack(a__tf="one"))
    (tmp_path / "link").symlink_to(real)
    tree.replace(tmp_path / "link", stack(a__tf="two"))
    assert (tmp_path / "link").is_symlink()
    assert (real / "a.tf").read_text() == "two"


def test_a_refusing_disk_leaves_the_old_tree_whole(tmp_path, monkeypatch):
    target = tmp_path / "stack"
    tree.replace(target, stack(a__tf="one"))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotAnswerError, match="GEN003"):
        tree.replace(target, stack(a__tf="two"))
    monkeypatch.undo()
    assert contents(target) == stack(a__tf="one")
    assert os.listdir(tmp_path) == ["stack"]


KILLED = """
import os, signal, sys
from pathlib import Path
from bastide.render import tree
import test_tree
steps = int(sys.argv[2])
def tracer(frame, event, arg):
    global steps
    if event == "line" and frame.f_code.co_filename.endswith("tree.py"):
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return tracer
sys.settrace(tracer)
tree.replace(Path(sys.argv[1]), test_tree.stack(a__tf="two", c__tf="new"))
"""


@pytest.mark.parametrize("steps", range(5, 80, 6))
def test_a_killed_run_leaves_the_old_tree_or_the_new_one(tmp_path, steps):
    target = tmp_path / "stack"
    old, new = stack(a__tf="one", b__tf="old"), stack(a__tf="two", c__tf="new")
    tree.replace(target, old)
    (target / "own.tf").write_text("mine")
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(tree.__file__).parents[2])])
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(target), str(steps)], env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert run.returncode in (-signal.SIGKILL, 0)
    assert contents(target) in ({**old, "own.tf": b"mine"}, {**new, "own.tf": b"mine"})
    tree.replace(target, new)
    assert contents(target) == {**new, "own.tf": b"mine"}
    assert os.listdir(tmp_path) == ["stack"]


def test_two_directories_change_places(tmp_path):
    for name in ("left", "right"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "who").write_text(name)
    exchange(tmp_path / "left", tmp_path / "right")
    assert (tmp_path / "right" / "who").read_text() == "left"
    assert (tmp_path / "left" / "who").read_text() == "right"


def test_they_change_places_without_help_from_the_kernel(tmp_path, monkeypatch):
    monkeypatch.setattr("bastide.render.exchange._exchanged_by_kernel", lambda *_: False)
    test_two_directories_change_places(tmp_path)
    assert sorted(os.listdir(tmp_path)) == ["left", "right"]


def folder_stack(**files):
    return stack(**{f"parts/{name}": content for name, content in files.items()})


def test_folders_of_the_tree_come_and_go_with_their_files(tmp_path):
    target = tmp_path / "tree"
    tree.replace(target, folder_stack(a__py="one", b__py="two"))
    assert (target / "parts" / "b.py").read_text() == "two"
    assert tree.replace(target, folder_stack(a__py="one")).removed == ("parts/b.py",)
    tree.replace(target, stack(c__py="three"))
    assert not (target / "parts").exists()


def test_the_users_own_files_stay_in_folders_of_ours(tmp_path):
    target = tmp_path / "tree"
    tree.replace(target, folder_stack(a__py="one"))
    (target / "parts" / "own.py").write_text("mine")
    tree.replace(target, stack(c__py="three"))
    assert (target / "parts" / "own.py").read_text() == "mine"
    assert not (target / "parts" / "a.py").exists()


def test_an_edit_in_a_folder_is_not_lost(tmp_path):
    target = tmp_path / "tree"
    tree.replace(target, folder_stack(a__py="one"))
    (target / "parts" / "a.py").write_text("edited")
    with pytest.raises(CannotAnswerError, match=r"GEN001.*parts/a\.py"):
        tree.replace(target, folder_stack(a__py="two"))


@pytest.mark.parametrize("known", [True, False])
def test_a_folder_that_is_a_link_is_not_filled(tmp_path, known):
    target, elsewhere = tmp_path / "tree", tmp_path / "elsewhere"
    tree.replace(target, folder_stack(a__py="one") if known else stack(c__py="three"))
    elsewhere.mkdir()
    if known:
        (target / "parts" / "a.py").rename(elsewhere / "a.py")
        (target / "parts").rmdir()
    (target / "parts").symlink_to(elsewhere)
    with pytest.raises(CannotAnswerError, match=r"GEN002.*parts/a\.py"):
        tree.replace(target, folder_stack(a__py="two"))
    assert (target / "parts").is_symlink()


@pytest.mark.parametrize("path", ["../out", "/etc/passwd", "a/../../out", "a//b", "./a", ""])
def test_a_manifest_that_lists_a_path_outside_of_the_tree_is_broken(tmp_path, path):
    target = tmp_path / "tree"
    tree.replace(target, stack(a__tf="one"))
    (target / "manifest.json").write_text(json.dumps({"files": {path: {"sha256": "0"}}}))
    with pytest.raises(CannotAnswerError, match="GEN004"):
        tree.replace(target, stack(a__tf="two"))
