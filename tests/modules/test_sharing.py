"""What the examples of `data-hub` and `masking` promise, held against a tree that somebody changed by hand."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from bastide.app.scan import scan
from bastide.model.finding import Outcome
from modules import examples

MODULES = ("data-hub", "masking")


@pytest.fixture(scope="module")
def stacks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    work = tmp_path_factory.mktemp("sharing")
    return {module: examples.stack(module, work) for module in MODULES}


def failed(tree: Path) -> set[tuple[str, str]]:
    verdict = scan(tree, today=examples.TODAY, cached=False, progress=lambda _: None).verdict
    return {(one.code, one.resource) for one in verdict.having(Outcome.FAIL)}


def changed(stacks: Mapping[str, Path], module: str, work: Path, file: str, before: str, after: str) -> Path:
    tree = copytree(stacks[module], work / module)
    text = (tree / file).read_text(encoding="utf-8")
    assert before in text
    (tree / file).write_text(text.replace(before, after), encoding="utf-8")
    return tree


def grant(role: str, bucket: str) -> str:
    return f"""
resource "aws_iam_role_policy" "more" {{
  name = "more"
  role = aws_iam_role.{role}.id

  policy = jsonencode({{
    Version   = "2012-10-17"
    Statement = [{{ Effect = "Allow", Action = "s3:GetObject", Resource = "${{aws_s3_bucket.{bucket}.arn}}/*" }}]
  }})
}}
"""


def added(stacks: Mapping[str, Path], module: str, work: Path, text: str) -> Path:
    tree = copytree(stacks[module], work / module)
    (tree / "more.tf").write_text(text, encoding="utf-8")
    return tree


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"aws:CurrentTime" = "2027-06-30T23:59:59Z"', '"aws:CurrentTime" = "2029-06-30T23:59:59Z"'),
        ("arn}/extracts/*", "arn}/*"),
        ('"s3:GetObject"', '"s3:PutObject"'),
    ],
    ids=["longer", "wider", "writing"],
)
def test_a_share_that_is_widened_by_hand_is_found(
    stacks: Mapping[str, Path], tmp_path: Path, before: str, after: str
) -> None:
    tree = changed(stacks, "data-hub", tmp_path, "share-residence.tf", before, after)
    assert ("DATA010", "aws_iam_policy.share_residence") in failed(tree)


def test_a_grant_to_another_agency_that_no_share_declares_is_found(stacks: Mapping[str, Path], tmp_path: Path) -> None:
    text = (stacks["data-hub"] / "workload-pensions.tf").read_text(encoding="utf-8")
    other = text.replace("workload_pensions", "workload_archive").replace("window-workload-pensions", "window-archive")
    tree = added(stacks, "data-hub", tmp_path, other + grant("workload_archive", "case_files"))
    assert ("IDN003", "aws_s3_bucket.case_files") in failed(tree)


def test_analysts_who_are_let_at_the_original_are_found(stacks: Mapping[str, Path], tmp_path: Path) -> None:
    found = failed(added(stacks, "masking", tmp_path, grant("workload_analysis", "case_files")))
    assert ("DATA012", "aws_iam_role.workload_analysis") in found
    assert ("IDN003", "aws_s3_bucket.case_files") in found


def test_whoever_may_change_the_script_is_found(stacks: Mapping[str, Path], tmp_path: Path) -> None:
    text = grant("workload_analysis", "masking").replace("s3:GetObject", "s3:PutObject")
    boundary = "permissions_boundary = aws_iam_policy.boundary.arn"
    tree = added(stacks, "masking", tmp_path, text)
    role = tree / "workload-analysis.tf"
    role.write_text(role.read_text(encoding="utf-8").replace(boundary, ""), encoding="utf-8")
    assert ("IDN003", "aws_s3_bucket.masking") in failed(tree)


def test_a_link_between_two_departments_networks_is_reported(stacks: Mapping[str, Path], tmp_path: Path) -> None:
    peering = """
resource "aws_vpc_peering_connection" "departments" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = "vpc-0123456789abcdef0"
}
"""
    found = failed(added(stacks, "data-hub", tmp_path, peering))
    assert ("NET003", "aws_vpc_peering_connection.departments") in found


def test_one_agencys_key_on_the_others_store_is_reported(stacks: Mapping[str, Path], tmp_path: Path) -> None:
    spec = stacks["data-hub"].parent / "platform.yaml"
    both = spec.read_text(encoding="utf-8").replace(
        "workloads:\n",
        "  payments: {kind: object, zone: data@social-security, class: important}\nworkloads:\n",
    )
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "platform.yaml").write_text(both, encoding="utf-8")
    tree = examples.generate(folder / "platform.yaml", output=None, today=examples.TODAY, discard_edits=False).tree
    file = tree / "store-payments.tf"
    file.write_text(
        file.read_text(encoding="utf-8").replace("important_social_security.", "important_civil_affairs."),
        encoding="utf-8",
    )
    assert ("DATA011", "aws_kms_key.important_civil_affairs") in failed(tree)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("data-hub", "| civil-affairs | case-files | extracts/ | social-security | city | 核验居住地 | 2027-06-30 |"),
        ("masking", "| case-files | figures/case-figures/ | closed, district, opened | id_number | 24 h |"),
    ],
)
def test_the_tree_says_who_gives_what_to_whom_and_until_when(
    stacks: Mapping[str, Path], module: str, line: str
) -> None:
    assert line in (stacks[module] / "data-flows.md").read_text(encoding="utf-8")
