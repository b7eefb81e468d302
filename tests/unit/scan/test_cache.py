import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.scan import cache

DAY = date(2026, 11, 22)
FILES = {"main.tf": b"a", "more.tf": b"b"}
GENERATOR = Path(__file__).resolve().parents[3] / "generator"


def key(**changed):
    return cache.key(**{"rules": "r", "files": FILES, "intent": b"i", "today": DAY} | changed)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "deep" / "cache"


def entry(folder):
    return next(folder.glob("*.verdict"))


def test_what_was_stored_is_loaded(folder):
    cache.store(key(), b"verdict\nof two lines", folder)
    assert cache.load(key(), folder) == b"verdict\nof two lines"


def test_an_absent_entry_and_an_absent_directory_are_nothing(folder):
    assert cache.load(key(), folder) is None
    cache.store(key(), b"x", folder)
    assert cache.load(key(rules="other"), folder) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"rules": "s"},
        {"intent": b"j"},
        {"today": date(2026, 11, 23)},
        {"files": {**FILES, "main.tf": b"c"}},
        {"files": {"main.tf": b"a"}},
        {"files": {"main.tf": b"a", "mare.tf": b"b"}},
    ],
)
def test_every_input_changes_the_key(changed):
    assert key(**changed) != key()


def test_the_order_of_the_files_does_not_change_the_key():
    assert key(files=dict(reversed(FILES.items()))) == key()


@pytest.mark.parametrize("name", ["__version__", "installed_version"])
def test_another_version_changes_the_key(monkeypatch, name):
    before = key()
    monkeypatch.setattr(cache, name, (lambda: "9") if callable(getattr(cache, name)) else "9")
    assert key() != before


PIECE = st.dictionaries(st.text("ab", max_size=3), st.binary(max_size=3), max_size=3)


@given(PIECE, PIECE, st.text("ab", max_size=3), st.text("ab", max_size=3))
def test_keys_meet_only_where_the_inputs_do(one, other, rules, others):
    assert (key(files=one, rules=rules) == key(files=other, rules=others)) == ((one, rules) == (other, others))


@pytest.mark.parametrize("position", [0, 20, 90, -1])
def test_a_flipped_byte_is_ignored(folder, position):
    cache.store(key(), b"verdict", folder)
    content = bytearray(entry(folder).read_bytes())
    content[position] ^= 1
    entry(folder).write_bytes(content)
    assert cache.load(key(), folder) is None


@pytest.mark.parametrize("content", [b"", b"\n", b"verdict", b"bastide verdict 1\nverdict"])
def test_a_foreign_or_cut_entry_is_ignored(folder, content):
    cache.store(key(), b"verdict", folder)
    entry(folder).write_bytes(content)
    assert cache.load(key(), folder) is None


def test_an_entry_under_another_name_is_ignored(folder):
    cache.store(key(), b"verdict", folder)
    entry(folder).rename(folder / f"{key(rules='s')}.verdict")
    assert cache.load(key(rules="s"), folder) is None


def test_the_directory_is_private(folder):
    cache.store(key(), b"x", folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert entry(folder).stat().st_mode & 0o777 == 0o600


def test_what_others_can_write_to_is_not_trusted(folder):
    cache.store(key(), b"x", folder)
    entry(folder).chmod(0o666)
    assert cache.load(key(), folder) is None
    entry(folder).chmod(0o600)
    folder.chmod(0o777)
    assert cache.load(key(), folder) is None
    cache.store(key(rules="s"), b"x", folder)
    assert len(list(folder.iterdir())) == 1


def test_another_owner_is_not_trusted(folder, monkeypatch):
    cache.store(key(), b"x", folder)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert cache.load(key(), folder) is None


def test_a_link_is_not_followed(folder, tmp_path):
    cache.store(key(), b"x", folder)
    kept = entry(folder).rename(tmp_path / "elsewhere")
    (folder / f"{key()}.verdict").symlink_to(kept)
    assert cache.load(key(), folder) is None


def test_the_oldest_go_first(folder):
    names = [key(rules=str(number)) for number in range(4)]
    for age, name in enumerate(names):
        cache.store(name, b"x" * 1000, folder)
        os.utime(folder / f"{name}.verdict", (age, age))
    cache.store(key(), b"x" * 1000, folder, largest=3600)
    assert [cache.load(name, folder) is not None for name in (*names, key())] == [False, False, True, True, True]


def test_what_a_killed_run_left_goes_too(folder):
    cache.store(key(), b"x", folder)
    left = folder / "left.part"
    left.write_bytes(b"x" * 5000)
    os.utime(left, (1, 1))
    cache.store(key(rules="s"), b"x", folder, largest=4000)
    assert not left.exists()


def test_a_directory_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("x")
    cache.store(key(), b"x", tmp_path / "file" / "cache")
    assert cache.load(key(), tmp_path / "file" / "cache") is None


def test_a_failed_write_leaves_no_part_behind(folder, monkeypatch):
    def full(*_):
        raise OSError

    monkeypatch.setattr(Path, "replace", full)
    cache.store(key(), b"x", folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", "../x", "a" * 63, "G" * 64])
def test_a_name_that_is_no_key_is_a_mistake_of_the_caller(folder, name):
    with pytest.raises(ValueError, match="not a key"):
        cache.load(name, folder)
    with pytest.raises(ValueError, match="not a key"):
        cache.store(name, b"", folder)


@pytest.mark.parametrize(
    ("configured", "expected"), [("/somewhere", "/somewhere/bastide"), ("", None), ("relative", None)]
)
def test_the_place_follows_the_convention(monkeypatch, configured, expected):
    monkeypatch.setenv("XDG_CACHE_HOME", configured)
    assert cache.default_directory() == Path(expected or Path.home() / ".cache" / "bastide")


def test_a_hit_never_imports_checkov(folder):
    cache.store(key(), b"verdict", folder)
    program = (
        "import sys\nfrom pathlib import Path\nfrom datetime import date\nfrom bastide.scan import cache\n"
        "name = cache.key(rules='r', files={'main.tf': b'a', 'more.tf': b'b'}, intent=b'i', today=date(2026, 11, 22))\n"
        "print(cache.load(name, Path(sys.argv[1])), any(m.split('.')[0] == 'checkov' for m in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        env=dict(os.environ) | {"PYTHONPATH": str(GENERATOR)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "b'verdict' False\n"
