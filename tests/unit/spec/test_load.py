"""Whatever a file is or holds, there is an answer in time: a platform, or faults that say what to mend."""

import os

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.spec import faults
from support.spec_fixtures import PASS, ROOT, loaded, refused
from support.work import calls

MINIMAL = (PASS / "minimal.yaml").read_text(encoding="utf-8")
CALLS = 300
"""For each character, three times what the dearest of these takes; to look at every pair would take thousands."""


@pytest.fixture
def spec(tmp_path):
    def write(text):
        path = tmp_path / "platform.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def codes(path):
    return [fault.code for fault in refused(path)[0]]


def including(pattern):
    return MINIMAL.replace("zones:\n", f"include: {pattern}\nzones:\n", 1)


def test_a_file_that_is_missing_or_none_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("missing", "pipe", "loop", "."):
        assert codes(tmp_path / name) == ["SPEC010"]


def test_an_included_pipe_is_not_waited_for_nor_passed_over(tmp_path, spec):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/vault.yaml").write_text("zones: {vault: {exposure: isolated}}\n", encoding="utf-8")
    os.mkfifo(tmp_path / "parts/pipe.yaml")
    assert codes(spec(including("parts/*.yaml"))) == ["SPEC010"]


def test_a_link_to_nowhere_is_not_passed_over(tmp_path, spec):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/vault.yaml").write_text("zones: {vault: {exposure: isolated}}\n", encoding="utf-8")
    (tmp_path / "parts/moved.yaml").symlink_to("nowhere.yaml")
    assert codes(spec(including("parts/*.yaml"))) == ["SPEC010"]


@pytest.mark.parametrize("pattern", ["parts/**/*.yaml", "parts/*/*.yaml"])
def test_a_folder_that_cannot_be_listed_is_not_passed_over(tmp_path, spec, monkeypatch, pattern):
    for name in ("open", "closed"):
        (tmp_path / "parts" / name).mkdir(parents=True)
    (tmp_path / "parts/open/vault.yaml").write_text("zones: {vault: {exposure: isolated}}\n", encoding="utf-8")
    scandir = os.scandir

    def guarded(path="."):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    (fault,), _ = refused(spec(including(f'"{pattern}"')))
    assert fault.code == "SPEC010"
    assert "closed` can't be listed: permission denied" in fault.message


@pytest.mark.parametrize("host", ["portal.example.gov", "xn--fiq228c.xn--fiqs8s"])
def test_a_host_name_may_end_in_a_domain_of_any_script(spec, host):
    entry = f"workloads:\n  portal: {{zone: edge, kind: web, domain: {host}}}\n"
    assert codes(spec(MINIMAL + entry)) == []


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("zones: {vault: {exposure: isolated}}\n", encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "part.yaml").symlink_to("../outside.yaml")
    path = inner / "platform.yaml"
    path.write_text(including("part.yaml"), encoding="utf-8")
    assert codes(path) == ["SPEC011"]


def test_a_spec_that_is_a_link_takes_its_includes_from_beside_the_link(tmp_path, spec):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/vault.yaml").write_text("zones: {vault: {exposure: isolated}}\n", encoding="utf-8")
    spec(including("parts/*.yaml"))
    (tmp_path / "link.yaml").symlink_to("platform.yaml")
    assert "vault" in {zone.name for zone in loaded(tmp_path / "link.yaml").platform.zones}


def test_an_unreadable_part_is_told_where_it_is_named(tmp_path, spec):
    (tmp_path / "part.yaml").write_bytes(b"#" * (2 << 20))
    (fault,), _ = refused(spec(including("part.yaml")))
    assert (fault.code, fault.labels[0].place.line, fault.labels[0].note) == ("SPEC002", 5, "named here")


def test_too_many_files_are_refused(tmp_path, spec):
    (tmp_path / "parts").mkdir()
    for number in range(600):
        (tmp_path / f"parts/{number}.yaml").write_text(f"zones: {{z{number}: {{exposure: isolated}}}}\n")
    assert "SPEC002" in codes(spec(including("parts/*.yaml")))


def test_a_missing_part_hides_no_other_fault_and_invents_none(tmp_path, spec):
    (tmp_path / "part.yaml").write_text("stores: {a: [", encoding="utf-8")
    text = including("part.yaml").replace("owner: data-bureau", "owner: [x]").replace("zone: data", "zone: vault")
    assert codes(spec(text)) == ["SPEC006", "SPEC001"]


def test_faults_come_in_the_order_of_the_files_and_lines(tmp_path, spec):
    (tmp_path / "a.yaml").write_text("stores: {Bad: {}}\n", encoding="utf-8")
    text = including("a.yaml").replace("exposure: internal", "exposur: internal").replace("soc@", "")
    found, sources = refused(spec(text))
    places = [fault.labels[0].place for fault in found]
    assert [place.file for place in places] == [str(tmp_path / "platform.yaml")] * 2 + [str(tmp_path / "a.yaml")]
    assert places[0].line < places[1].line
    assert set(sources) >= {place.file for place in places}


def test_a_hundred_faults_are_enough(spec):
    found, _ = refused(spec(MINIMAL + "".join(f"k{number}: 1\n" for number in range(1_000))))
    assert len(found) == faults.LIMIT + 1
    assert found[-1].code == "SPEC019"


def many(number, line):
    return "".join(line.format(n=n) for n in range(number))


AGENCIES = "agencies:\n" + many(200, "  a{n}: {{owner: x}}\n")
COPIES = MINIMAL.replace("{exposure: internal}", "{exposure: internal, per: agency}").replace(
    "stores: {records: {kind: postgres, zone: data, class: important}}\n", ""
)
HEAVY = {
    "unknown names": MINIMAL + "workloads:\n" + many(900, "  w{n}: {{zone: apx{n}, kind: service}}\n"),
    "unknown keys": MINIMAL + many(9_000, "key{n}: 1\n"),
    "long keys": MINIMAL + "k" * 900_000 + ": 1\n",
    "long values": MINIMAL.replace("owner: data-bureau", "owner: " + "x" * 900_000),
    "long names": MINIMAL.replace("  edge:", "  " + "a-" * 400_000 + "b:"),
    "every pair of copies": COPIES.replace("flows:\n", "flows:\n  - {from: app, to: app, allow: udp/1, why: x}\n")
    + AGENCIES,
    "many flows": COPIES.replace(
        "flows:\n", "flows:\n" + many(900, "  - {{from: edge, to: app, allow: udp/{n}, why: x}}\n")
    )
    + AGENCIES,
    "many roles and stores": MINIMAL.replace("stores: {records: {kind: postgres, zone: data, class: important}}\n", "")
    + "stores:\n"
    + many(900, "  s{n}: {{kind: postgres, zone: data, class: core}}\n")
    + "access:\n  roles:\n"
    + many(99, "    r{n}: {{reach: [ops, app, edge, data], never_reads: [general, important]}}\n"),
    "many uses": MINIMAL
    + "workloads:\n"
    + many(
        300, "  w{n}: {{zone: app, kind: service, uses: [records, " + ", ".join(f"x{n}" for n in range(90)) + "]}}\n"
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_spec_is_answered_with_work_that_grows_as_it_does(name, spec):
    path = spec(HEAVY[name])
    found = []
    assert calls(lambda: found.extend(refused(path)[0])) < CALLS * len(HEAVY[name])
    assert len(found) <= faults.LIMIT + 1
    assert all(len(fault.message) < 1_000 for fault in found)


def test_the_library_may_lack_the_profile(tmp_path, spec):
    with pytest.raises(CannotAnswerError) as caught:
        loaded(spec(MINIMAL), library=tmp_path)
    assert [fault.code for fault in caught.value.diagnostics] == ["SPEC014"]


def test_the_library_holds_the_profile_of_the_fixtures():
    assert (ROOT / "blueprints/gov-baseline/profile.yaml").is_file()
