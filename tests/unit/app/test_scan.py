from datetime import date

import pytest

from bastide.app import scan
from bastide.model.diagnostic import CannotAnswerError, Severity
from bastide.model.finding import Finding, Outcome, Source, Verdict
from bastide.model.place import Place

TODAY = date(2026, 11, 22)


def judged(monkeypatch, answer):
    calls = []

    def judge(tree, **options):
        calls.append((tree, options))
        return answer() if callable(answer) else answer

    monkeypatch.setattr(scan, "judge", judge)
    return calls


def failing(tree):
    finding = Finding(
        code="NET001",
        title="t",
        outcome=Outcome.FAIL,
        severity=Severity.HIGH,
        source=Source.BASTIDE,
        message="m",
        resource="a.b",
        place=Place("main.tf", 1, 1, 1, 2),
    )
    return Verdict(str(tree), 1, (finding,), {}, (), (), ())


def test_the_report_gets_the_text_of_the_files_it_quotes(tmp_path, monkeypatch):
    (tmp_path / "main.tf").write_text("text")
    (tmp_path / "other.tf").write_text("text")
    judged(monkeypatch, failing(tmp_path))
    scanned = scan.scan(tmp_path, today=TODAY, cached=False, progress=print)
    assert scanned.sources == {"main.tf": "text"}


@pytest.mark.parametrize("cached", [True, False])
def test_the_cache_is_used_only_if_wanted(tmp_path, monkeypatch, cached):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    calls = judged(monkeypatch, failing(tmp_path))
    scan.scan(tmp_path, today=TODAY, cached=cached, progress=print)
    assert calls[0][1]["cache"] == (tmp_path / "cache" / "bastide" if cached else None)


def test_a_file_that_vanishes_while_judging_is_a_fault_and_no_verdict(tmp_path, monkeypatch):
    judged(monkeypatch, (tmp_path / "gone.tf").read_text)
    with pytest.raises(CannotAnswerError, match=r"APP001: .*gone\.tf"):
        scan.scan(tmp_path, today=TODAY, cached=False, progress=print)


def test_a_tree_behind_links_in_a_circle_is_a_fault(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(CannotAnswerError, match="circle"):
        scan.scan(tmp_path / "loop", today=TODAY, cached=False, progress=print)
