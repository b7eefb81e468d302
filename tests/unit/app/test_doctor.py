import subprocess
from importlib.metadata import PackageNotFoundError

import pytest

from bastide.app import doctor
from bastide.app.doctor import State
from bastide.app.scan_cache import cache_folder


def part(name):
    return next(one for one in doctor.examine() if one.name == name)


def test_whatever_is_not_well_says_what_to_do(monkeypatch):
    monkeypatch.setenv("BASTIDE_LIBRARY", "nowhere")
    monkeypatch.setenv("PATH", "")
    unwell = [one for one in doctor.examine() if one.state is not State.OK]
    assert {"library", "terraform"} <= {one.name for one in unwell}
    assert all(one.fix for one in unwell)


def test_a_wrong_library_is_missing_and_terraform_is_only_optional(monkeypatch):
    monkeypatch.setenv("BASTIDE_LIBRARY", "nowhere")
    monkeypatch.setenv("PATH", "")
    assert part("library").state is State.MISSING
    assert part("terraform").state is State.OPTIONAL


def test_the_package_that_breaks_checkov_is_seen(monkeypatch):
    monkeypatch.setattr(doctor, "version", lambda name: {"python-hcl2": "7.0"}[name] if "hcl2" in name else "3.3.30")
    assert part("packages").fix == "pip uninstall python-hcl2"


def test_its_absence_is_well(monkeypatch):
    def absent(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", absent)
    assert doctor._clash().state is State.OK


def test_a_machine_without_numpy_can_prove_nothing(monkeypatch):
    def absent(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", absent)
    assert doctor._numpy().state is State.MISSING
    assert "bastide[scan]" in doctor._numpy().fix


@pytest.mark.parametrize("failure", [OSError(), subprocess.TimeoutExpired("terraform", 1), ValueError()])
def test_a_terraform_that_does_not_answer_is_no_crash(monkeypatch, failure):
    def fail(*_, **__):
        raise failure

    monkeypatch.setattr(doctor.shutil, "which", lambda _: "terraform")
    monkeypatch.setattr(doctor.subprocess, "run", fail)
    assert part("terraform").state is State.OPTIONAL


def test_the_cache_follows_the_base_directory_rules(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "bastide"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "bastide"


def test_a_cache_that_can_not_be_written_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert part("cache").state is State.OPTIONAL
