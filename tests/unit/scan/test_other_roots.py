import hashlib
import json

import pytest

from bastide.graph.terraform import UNCALLED
from bastide.scan.reading import read

INNER = 'resource "aws_vpc" "inner" {}\n'


def tree(folder, listed=("organization/guardrails.tf",), inner=INNER):
    (folder / "organization").mkdir()
    (folder / "main.tf").write_text('resource "aws_vpc" "main" {}\n')
    (folder / "organization/guardrails.tf").write_text(inner)
    digest = hashlib.sha256(INNER.encode()).hexdigest()
    files = {name: {"sha256": digest} for name in listed}
    (folder / "manifest.json").write_text(json.dumps({"files": files}))
    return folder


def doubts(folder):
    return [one.text for one in read(folder).case.graph.unknowns if one.reason == UNCALLED]


def test_a_generated_folder_that_nobody_edited_is_a_root_of_its_own(tmp_path):
    assert doubts(tree(tmp_path)) == []


def test_a_folder_that_is_not_listed_is_doubted(tmp_path):
    assert doubts(tree(tmp_path, listed=())) == ["organization"]


def test_an_edited_folder_is_doubted(tmp_path):
    assert doubts(tree(tmp_path, inner=INNER + "# more\n")) == ["organization"]


@pytest.mark.parametrize("name", ["more.tf", "more.tf.json", "terraform.tfvars", "more.tofu"])
def test_a_file_that_somebody_adds_is_doubted(tmp_path, name):
    (tree(tmp_path) / "organization" / name).write_text("\n")
    assert doubts(tmp_path) == ["organization"]
