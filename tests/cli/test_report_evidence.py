"""The self-assessment pack of the committed example: read back, and recounted from the report by another way."""

import csv
import hashlib
import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bastide.cli.main import run

ROOT = Path(__file__).parents[2]
STACK = ROOT / "examples/cloud-window/stack"
CLAUSES = YAML(typ="safe").load((ROOT / "controls/mlps3.yaml").read_text("utf-8"))
APPLIES = {
    name: control.get("applies", {})
    for file in (ROOT / "controls").glob("*.yaml")
    if file.stem not in ("catalog", "mlps3")
    for name, control in YAML(typ="safe").load(file.read_text("utf-8")).items()
}
WORST_FIRST = ("not satisfied", "no evidence", "risk accepted", "operator", "inherited", "satisfied")
PARTLY = "shown in part; the rest is to be added"
BLANK = [10, 11, 12]
"""Columns after the head that people fill in, counted from `controls`."""


def write(stack: Path, output: Path, *more: str) -> int:
    return run(["report", str(stack), "--today", "2026-12-01", "--format", "evidence", "--output", str(output), *more])


def sheet(pack: Path, name: str) -> list[dict[str, str]]:
    text = (pack / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """Return a folder with the pack in English, and one in Chinese."""
    folder = tmp_path_factory.mktemp("packs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        assert write(STACK, folder / "en") == 0
        assert write(STACK, folder / "zh", "--lang", "zh") == 0
    return folder


@pytest.fixture(scope="module")
def pack(packs) -> Path:
    return packs / "en"


@pytest.fixture(scope="module")
def report(pack) -> dict:
    return json.loads((pack / "report.json").read_text("utf-8"))


def partly(control: dict) -> bool:
    pieces = [one["status"] for one in control["evidence"] if one["kind"] not in ("operator", "inherit")]
    return control["status"] == "operator" and "satisfied" in pieces


def is_choice(applies: dict) -> bool:
    """Say whether a control hangs on what a spec asks for, and not on what there is to protect."""
    return bool({"declares", "roles", "crypto"} & set(applies)) and applies.get("declares") != ["models"]


def expected(report: dict, clause: str) -> str:
    """Say what a clause gets, from the report for programs and the catalog's source alone."""
    known = CLAUSES[clause]
    serving = [one for one in report["controls"] if clause in one["sources"].get("mlps3", ())]
    if not serving:
        return {"operator": "operator", "provider": "inherited"}.get(known["responsibility"], "no evidence")
    some = [one for one in serving if one["status"] != "not applicable"]
    if not some:
        return "operator" if any(is_choice(APPLIES[one["id"]]) for one in serving) else "not applicable"
    worst = min((one["status"] for one in some), key=WORST_FIRST.index)
    if worst == "satisfied" and known["provable"] != "full":
        return PARTLY
    shown = any(partly(one) or one["status"] == "satisfied" for one in some)
    return PARTLY if worst in ("operator", "inherited") and shown else worst


def standing(clause: str) -> str:
    head, space, letter = clause.partition(" ")
    return f"{head} {letter})" if space else head


def test_every_clause_of_the_catalog_stands_there_once_with_its_result(pack, report) -> None:
    rows = sheet(pack, "matrix-mlps3")
    assert [row["clause"] for row in rows] == [standing(one) for one in CLAUSES]
    assert len(rows) == 124
    results = {row["clause"]: row["self-check result"] for row in rows}
    assert results == {standing(one): expected(report, one) for one in CLAUSES}
    assert [row["item code"] for row in rows] == [one["code"] for one in CLAUSES.values()]


def test_no_row_is_without_a_word_a_method_and_somebody_responsible(pack) -> None:
    for name in ("matrix-mlps3", "matrix-mlps3-management", "matrix-gm3", "matrix-nist-800-53r5", "matrix-share"):
        for row in sheet(pack, name):
            values = list(row.values())
            result = next(value for key, value in row.items() if key.startswith("self-check result"))
            assert result
            assert row["method"]
            assert row["responsible"]
            assert row["evidence"]
            assert values[-3:] == ["", "", ""]
            assert all("people fill this in" in key for key in list(row)[-3:])


def test_every_reference_of_each_standard_stands_in_its_matrix_once(pack, report) -> None:
    names = {one for control in report["controls"] for one in control["sources"]} - {"seed", "mlps3"}
    assert len(names) == 10
    for name in names:
        cited = {one for control in report["controls"] for one in control["sources"].get(name, ())}
        found = [row["reference"] for row in sheet(pack, f"matrix-{name}")]
        assert len(found) == len(set(found)) == len(cited)
        assert all(any(row.endswith(one) for one in cited) for row in found)


def test_a_spreadsheet_takes_no_reference_for_a_number_or_a_day(pack) -> None:
    for file in sorted(pack.glob("matrix-*.csv")):
        for row in sheet(pack, file.stem):
            assert not re.fullmatch(r"\d+([-/.]\d+){0,2}", next(iter(row.values())))


def test_the_counts_of_the_first_page_are_those_of_the_report(pack, report) -> None:
    page = (pack / "README.md").read_text("utf-8")
    rows = {
        cells[1]: [int(one) for one in cells[2:-1]]
        for cells in table_rows(page)
        if len(cells) == 11 and cells[2].isdecimal()
    }
    assert rows["controls of the catalog"] == [*report["coverage"].values(), 117]
    areas = Counter(one["area"] for one in report["controls"])
    assert {name: rows[name][-1] for name in areas} == dict(areas)
    clauses = Counter(expected(report, one) for one in CLAUSES)
    counted = rows["GB/T 22239-2019 level-3 clauses"]
    assert counted[0] == clauses["satisfied"]
    assert counted[1] == clauses[PARTLY]
    assert counted[2] == clauses["operator"] + clauses["inherited"]
    assert counted[3:7] == [clauses[one] for one in ("not satisfied", "no evidence", "risk accepted", "not applicable")]
    assert counted[7] == 124
    assert "%" not in page


def table_rows(page: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in page.splitlines() if line.startswith("| ")]


def test_each_object_of_each_piece_of_evidence_is_in_the_index(pack, report) -> None:
    found = Counter(row["evidence"] for row in sheet(pack, "evidence") if row["object"])
    for control in report["controls"]:
        for number, piece in enumerate(control["evidence"], start=1):
            resources = Counter(one["resource"] for one in piece["findings"])
            wanted = sum(max(resources.get(one, 0), 1) for one in {*piece["subjects"], *resources})
            assert found[f"{control['id']}#{number}"] == wanted


def test_a_place_in_the_index_is_where_the_resource_stands(pack) -> None:
    looked = 0
    for row in sheet(pack, "evidence"):
        place = re.fullmatch(r"([\w.-]+\.tf):(\d+):\d+", row["place"])
        name = re.fullmatch(r"(\w+)\.(\w+)", row["object"])
        if place and name and row["what was found"] == "holds":
            line = (STACK / place[1]).read_text("utf-8").splitlines()[int(place[2]) - 1]
            assert line.startswith(f'resource "{name[1]}" "{name[2]}"')
            looked += 1
    assert looked > 1000


def test_both_languages_say_the_same(packs) -> None:
    words = {}
    for english, chinese in zip(sheet(packs / "en", "matrix-mlps3"), sheet(packs / "zh", "matrix-mlps3"), strict=True):
        assert english["clause"] == chinese["条款"]
        words.setdefault(english["self-check result"], set()).add(chinese["自查结果"])
    assert all(len(some) == 1 for some in words.values())
    assert len({word for some in words.values() for word in some}) == len(words)


def test_hops_and_findings_are_told_in_the_language_of_the_pack(packs) -> None:
    hops = (packs / "zh/reachability.csv").read_text("utf-8")
    english = re.findall(r"(?:no|nothing|keeps|matches|admits|leads|route)(?: [a-z]+){2,}", hops)
    assert english == []
    assert "没有匹配" in hops
    waived = [one["说明及路径逐跳"] for one in sheet(packs / "zh", "evidence") if "CKV_AWS_61" in one["说明及路径逐跳"]]
    assert waived
    assert all(one.startswith("CKV_AWS_61：未满足：IAM 策略不得允许所有服务担任角色") for one in waived)


def test_no_page_says_that_anything_conforms(packs) -> None:
    for page in (packs / "zh").glob("*.md"):
        assert "符合" not in page.read_text("utf-8").replace("等级符合性结论只能由测评机构作出", "")
    for table in (packs / "zh").glob("*.csv"):
        assert "符合" not in table.read_bytes().decode("utf-8-sig")


def test_digests_cover_the_pack_and_what_was_judged(pack) -> None:
    def sums(name):
        return dict(reversed(line.split("  ")) for line in (pack / name).read_text("utf-8").splitlines())

    listed = sums("SHA256SUMS")
    assert listed.keys() == {file.name for file in pack.iterdir()} - {"SHA256SUMS", "manifest.json"}
    assert all(hashlib.sha256((pack / name).read_bytes()).hexdigest() == digest for name, digest in listed.items())
    judged = sums("stack.SHA256SUMS")
    assert {"intent.json", "manifest.json", "network.tf"} <= judged.keys()
    assert all(hashlib.sha256((STACK / name).read_bytes()).hexdigest() == digest for name, digest in judged.items())


def test_reachability_lists_every_pair_and_every_opening_by_its_lines(pack) -> None:
    rows = sheet(pack, "reachability")
    zones = {row["from"] for row in rows}
    assert len(rows) == len(zones) ** 2
    for row in rows:
        assert (row["standing"] == "open as declared") is (row["proven to pass"] != "nothing")
        assert row["hops, or what stops it"] or "on-premises" in row.values() or row["from"] == row["to"] == "internet"
    opened = [row for row in rows if row["standing"] == "open as declared"]
    intent = json.loads((STACK / "intent.json").read_text("utf-8"))
    assert {(row["from"], row["to"]) for row in opened} == {
        (one["source"], one["destination"]) for one in intent["flows"]
    }
    assert all(re.search(r"\[[\w-]+\.tf:\d+\]", row["hops, or what stops it"]) for row in opened)


def test_stores_roles_and_logs_stand_as_declared(pack) -> None:
    intent = json.loads((STACK / "intent.json").read_text("utf-8"))
    stores = {row["store"]: row for row in sheet(pack, "data")}
    for one in intent["stores"]:
        row = stores.pop(one["name"])
        assert (row["class"], row["RPO (minutes)"], row["RTO (minutes)"]) == (
            one["data_class"],
            str(one["rpo_minutes"]),
            str(one["rto_minutes"]),
        )
        assert bool(row["keys that the code refers to"]) is one["customer_key"]
    assert not stores
    assert [row["role"] for row in sheet(pack, "roles")] == [one["name"] for one in intent["roles"]]
    assert {row["stream"]: row["kept (days, declared)"] for row in sheet(pack, "logs")} == {
        one["stream"]: str(one["keep_days"]) for one in intent["logs"]
    }
    assert {row["check"] for row in sheet(pack, "waivers")} == {one["check"] for one in intent["waivers"]}


def test_the_checklists_hold_each_document_that_the_report_asks_for(pack, report) -> None:
    for name, kind, alone in (("operator", "operator", 1), ("provider", "inherit", 0)):
        asked = sum(one["kind"] == kind for control in report["controls"] for one in control["evidence"])
        assert len(sheet(pack, f"checklist-{name}")) == asked + alone


ATTACK = "=cmd() | <script>alert(1)</script> [x](http://evil) `y"


def attack(stack: Path) -> None:
    """Let a flow's reason attack whoever reads it; the declaration still is the one that was generated."""
    intent = stack / "intent.json"
    old = intent.read_bytes()
    new = old.replace(b'"why": "identity lookup"', f'"why": {json.dumps(ATTACK)}'.encode())
    assert new != old
    intent.write_bytes(new)
    manifest = stack / "manifest.json"
    digests = [hashlib.sha256(one).hexdigest() for one in (old, new)]
    manifest.write_text(manifest.read_text("utf-8").replace(*digests), "utf-8")


@pytest.fixture(scope="module")
def faulty(packs, tmp_path_factory):
    """Return the pack of a stack whose second network has lost its flow log and whose names attack the reader."""
    folder = tmp_path_factory.mktemp("faulty")
    stack = folder / "stack"
    shutil.copytree(STACK, stack)
    file = stack / "recovery-network.tf"
    text = re.sub(r'(?ms)^resource "aws_flow_log" "recovery" \{.*?^\}\n', "", file.read_text("utf-8"))
    assert text != file.read_text("utf-8")
    file.write_text(text, "utf-8")
    attack(stack)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        assert write(stack, folder / "pack", "--previous", str(packs / "en/report.json")) == 1
    return folder / "pack"


def test_a_planted_fault_turns_the_rows_of_its_control_and_no_other(pack, faulty, report) -> None:
    now = json.loads((faulty / "report.json").read_text("utf-8"))
    before = {row["clause"]: row["self-check result"] for row in sheet(pack, "matrix-mlps3")}
    after = {row["clause"]: row for row in sheet(faulty, "matrix-mlps3")}
    assert {name: row["self-check result"] for name, row in after.items()} == {
        standing(one): expected(now, one) for one in CLAUSES
    }
    turned = {name for name, row in after.items() if row["self-check result"] != before[name]}
    old = {one["id"]: one["status"] for one in report["controls"]}
    cited = {
        standing(clause)
        for one in now["controls"]
        if one["status"] != old[one["id"]]
        for clause in one["sources"].get("mlps3", ())
    }
    assert "8.1.3.5 a)" in turned <= cited
    row = after["8.1.3.5 a)"]
    assert row["self-check result"] == "not satisfied"
    assert "[recovery-network.tf:" in row["evidence"]
    assert row["what to do"].startswith("fix: ")


def test_what_a_declaration_says_attacks_neither_spreadsheet_nor_page(faulty) -> None:
    assert f"'{ATTACK}" in {row["why"] for row in sheet(faulty, "flows")}
    for file in faulty.glob("*.csv"):
        cells = csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))
        assert all(cell[:1] not in tuple("=+-@\t\r") for row in cells for cell in row if cell)
    pages = "".join(page.read_text("utf-8") for page in faulty.glob("*.md"))
    assert "=cmd() \\| &lt;script&gt;" in pages
    assert "<script" not in pages
    assert "(http://evil)" not in pages


def test_the_change_since_the_previous_run_is_in_the_pack(pack, faulty, report) -> None:
    now = {one["id"]: one["status"] for one in json.loads((faulty / "report.json").read_text("utf-8"))["controls"]}
    old = {one["id"]: one["status"] for one in report["controls"]}
    assert {row["control"] for row in sheet(faulty, "changes-controls")} == {one for one in now if now[one] != old[one]}
    assert sheet(faulty, "changes-findings")
    assert "No previous report was given" in (pack / "changes.md").read_text("utf-8")
    assert "BND-16" in (faulty / "README.md").read_text("utf-8")


def test_the_same_stack_gives_the_same_bytes(pack, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(STACK, tmp_path / "pack")
    assert {file.name: file.read_bytes() for file in pack.iterdir()} == {
        file.name: file.read_bytes() for file in (tmp_path / "pack").iterdir()
    }


def test_what_people_have_written_is_never_lost(pack, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    mine = tmp_path / "pack"
    shutil.copytree(pack, mine)
    with (mine / "matrix-mlps3.csv").open("a") as file:
        file.write('"checked on site"\r\n')
    assert write(STACK, mine) == 2
    err = capsys.readouterr().err
    assert "APP012" in err
    assert "discard" not in err
    assert (mine / "matrix-mlps3.csv").read_text("utf-8").endswith('"checked on site"\n')


@pytest.mark.parametrize("where", ["stack", "stack/pack", "."])
def test_a_pack_stands_in_a_directory_of_its_own(tmp_path, monkeypatch, capsys, where) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack/main.tf").write_text('resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    assert write(Path("stack"), Path(where)) == 2
    assert "APP003" in capsys.readouterr().err
    assert [one.name for one in (tmp_path / "stack").iterdir()] == ["main.tf"]


def test_a_pack_is_no_text_to_print(capsys) -> None:
    assert run(["report", str(STACK), "--format", "evidence"]) == 2
    assert "--output DIR" in capsys.readouterr().err


def test_a_tree_that_declares_nothing_has_a_pack_as_well(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack/main.tf").write_text('resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    assert write(tmp_path / "stack", tmp_path / "pack") == 1
    assert len(sheet(tmp_path / "pack", "matrix-mlps3")) == 124
    assert sheet(tmp_path / "pack", "data") == []
    assert "not declared" in (tmp_path / "pack/scope.md").read_text("utf-8")
