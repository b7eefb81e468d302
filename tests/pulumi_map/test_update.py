"""What is missing for a map is said, and a schema is read as it is given."""

import gzip
import sys
from pathlib import Path

import pytest

from update import CannotDeriveError, introspected, schema


def test_a_missing_folder_of_providers_is_said(monkeypatch):
    monkeypatch.delenv("BASTIDE_TF_PLUGIN_DIR", raising=False)
    with pytest.raises(CannotDeriveError, match="BASTIDE_TF_PLUGIN_DIR is not set"):
        schema("aws")


def test_a_missing_schema_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("ALICLOUD_SCHEMA", str(tmp_path / "none.json"))
    with pytest.raises(CannotDeriveError, match="ALICLOUD_SCHEMA names no file"):
        schema("alicloud")


def test_a_schema_is_read_packed_or_not(monkeypatch, tmp_path):
    for path, data in ((tmp_path / "a.json", b"{}"), (tmp_path / "b.json.gz", gzip.compress(b"{}"))):
        path.write_bytes(data)
        monkeypatch.setenv("ALICLOUD_SCHEMA", str(path))
        assert schema("alicloud") == "{}"


def test_a_script_that_fails_is_said():
    with pytest.raises(CannotDeriveError, match="no_such_sdk"):
        introspected("no_such_sdk", Path(sys.executable))
