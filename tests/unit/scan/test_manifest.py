import json
from hashlib import sha256

import pytest

from bastide.scan.intent import read_intent
from bastide.scan.manifest import read_manifest


def write(folder, files, listed=None):
    for name, text in files.items():
        (folder / name).write_text(text)
    digests = {name: {"sha256": sha256(text.encode()).hexdigest()} for name, text in (listed or files).items()}
    (folder / "manifest.json").write_text(json.dumps({"files": digests}))


def codes(faults):
    return [fault.code for fault in faults]


def test_a_tree_without_manifest_or_declaration_has_no_faults(tmp_path):
    assert read_manifest(tmp_path).faults == ()
    assert read_intent(tmp_path) == (None, ())


def test_an_edited_file_keeps_both_digests(tmp_path):
    write(tmp_path, {"a.tf": "one"}, {"a.tf": "two"})
    manifest = read_manifest(tmp_path)
    assert manifest.faults == ()
    assert manifest.wanted["a.tf"] != manifest.found["a.tf"]


def test_a_missing_file_is_refused(tmp_path):
    write(tmp_path, {}, {"a.tf": "one"})
    assert codes(read_manifest(tmp_path).faults) == ["SCAN022"]


def test_an_edited_declaration_is_refused(tmp_path):
    write(tmp_path, {"intent.json": "one"}, {"intent.json": "two"})
    assert codes(read_manifest(tmp_path).faults) == ["SCAN023"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"files": []}', '{"files": {"../x": {"sha256": "0"}}}', '{"files": {"a": "b"}}', "[" * 99999],
)
def test_a_broken_manifest_is_refused(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    assert codes(read_manifest(tmp_path).faults) == ["SCAN021"]


@pytest.mark.parametrize("text", [b"", b"{}", b"\xff", b"[" * 99999])
def test_a_broken_declaration_is_refused_and_never_no_declaration(tmp_path, text):
    (tmp_path / "intent.json").write_bytes(text)
    assert codes(read_intent(tmp_path)[1]) == ["SCAN020"]


def test_a_declaration_that_links_nowhere_is_refused(tmp_path):
    (tmp_path / "intent.json").symlink_to("gone.json")
    assert codes(read_intent(tmp_path)[1]) == ["SCAN020"]
