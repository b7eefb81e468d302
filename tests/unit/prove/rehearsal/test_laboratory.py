import sys

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.prove.rehearsal import laboratory
from bastide.prove.rehearsal.blueprint import Blueprint
from bastide.prove.rehearsal.kernel import build

EMPTY = Blueprint((), (), ())


@pytest.fixture
def worker(tmp_path, monkeypatch):
    """Return a function that puts a program in the worker's place."""

    def replace(program):
        (tmp_path / "stand_in.py").write_text(program)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setattr(laboratory, "_WORKER", "stand_in")

    return replace


@pytest.mark.parametrize(
    ("missing", "code", "advice"), [("nft", "LAB001", "nftables"), ("namespaces", "LAB002", "sudo")]
)
def test_what_is_missing_is_said_with_what_to_do(worker, missing, code, advice):
    worker(f"""input(); print('{{"missing": "{missing}", "detail": "it is gone"}}')""")
    with pytest.raises(CannotAnswerError) as caught:
        laboratory.Laboratory(EMPTY)
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.message.endswith("it is gone")
    assert advice in fault.fix


def test_a_worker_that_dies_without_a_word_is_no_answer(worker):
    worker("")
    with pytest.raises(CannotAnswerError, match="LAB002"):
        laboratory.Laboratory(EMPTY)


def test_leaving_ends_the_worker_even_if_it_is_busy(worker):
    worker("import time\nprint(input() and '{\"built\": 0}', flush=True)\ntime.sleep(600)")
    with laboratory.Laboratory(EMPTY) as open_one:
        assert open_one._worker.poll() is None
    assert open_one._worker.returncode is not None


def test_nft_is_found_beside_the_path(tmp_path, monkeypatch):
    program = tmp_path / "nft"
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(build, "_SEARCH", str(tmp_path))
    assert build.nft() == str(program)
    monkeypatch.setattr(build, "_SEARCH", "")
    assert build.nft() is None


def test_the_worker_loads_nothing_heavy():
    """It starts with every rehearsal, so it must start at once."""
    import subprocess  # noqa: PLC0415 - only this test asks another Python

    asked = (
        "import sys, bastide.prove.rehearsal.kernel.worker; print([n for n in ('numpy', 'ruamel') if n in sys.modules])"
    )
    done = subprocess.run((sys.executable, "-c", asked), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
