"""The policy documents that a program gets, held against those of the real provider."""

import json
import os
import subprocess

import pytest

from bastide.record.child.policy_document import results
from deploy.terraform import PLUGINS, environment, missing

HEAD = """terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
"""
STATEMENT = {
    "sid": "One",
    "actions": ["s3:GetObject", "s3:PutObject", "s3:GetObject"],
    "resources": ["arn:aws:s3:::b/&{aws:username}/<x>", "a", "é"],
    "principals": [
        {"type": "Service", "identifiers": ["b.amazonaws.com", "a.amazonaws.com"]},
        {"type": "AWS", "identifiers": ["*"]},
        {"type": "AWS", "identifiers": ["arn:aws:iam::1:root"]},
    ],
    "conditions": [
        {"test": "StringLike", "variable": "s3:prefix", "values": ["z", "a", "m"]},
        {"test": "StringLike", "variable": "aws:x", "values": ["&{x}"]},
        {"test": "Bool", "variable": "aws:SecureTransport", "values": ["true"]},
    ],
}
OTHER = {
    "sid": "One",
    "effect": "Deny",
    "not_actions": ["iam:*", "sts:*"],
    "not_resources": ["*"],
    "not_principals": [{"type": "*", "identifiers": ["*"]}],
}
PLAIN = json.dumps({"Version": "2008-10-17", "Id": "old", "Statement": [{"Effect": "Allow", "Action": ["a:b"]}]})
RAW = json.dumps(
    {
        "Statement": [
            {"Condition": {"B": {"k": ["v"], "a": ["2", "1"]}}, "Action": ["b", "a"], "Sid": "R", "Effect": "Deny"}
        ]
    }
)
DOCUMENTS = {
    "everything": {"policy_id": "id", "statement": [STATEMENT, {"actions": ["a:b"], "resources": []}]},
    "negated": {"statement": [OTHER]},
    "star": {"statement": [{"principals": [{"type": "*", "identifiers": ["*"]}]}]},
    "empty": {},
    "old": {"version": "2008-10-17", "statement": [{"actions": ["a:b"]}]},
    "sources": {"source_policy_documents": [PLAIN, RAW], "statement": [{"sid": "R", "actions": ["c:d"]}]},
    "overridden": {
        "source_policy_documents": [RAW],
        "statement": [{"sid": "S", "actions": ["c:d"]}],
        "override_policy_documents": [RAW.replace("Deny", "Allow"), PLAIN],
    },
}
BLOCKS = {
    "principals": "principals",
    "not_principals": "notPrincipals",
    "condition": "conditions",
    "statement": "statements",
}


def written(body):
    lines = []
    for key, value in body.items():
        block = {"conditions": "condition"}.get(key, key)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"{block} {{\n{written(one)}\n}}" for one in value]
        else:
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False).replace('${', '$${')}")
    return "\n".join(lines)


def asked(body):
    """Return a document's arguments with Pulumi's names."""
    if isinstance(body, list):
        return [asked(one) for one in body]
    if not isinstance(body, dict):
        return body
    return {_named(key): asked(value) for key, value in body.items()}


def _named(key):
    first, *rest = BLOCKS.get(key, key).split("_")
    return first + "".join(part.title() for part in rest)


@pytest.mark.deploy
def test_policy_documents_are_those_of_the_provider(tmp_path):
    lacking = missing()
    if lacking:
        pytest.skip(lacking)
    blocks = [f'data "aws_iam_policy_document" "{name}" {{\n{written(body)}\n}}\n' for name, body in DOCUMENTS.items()]
    outputs = ", ".join(f"{name} = data.aws_iam_policy_document.{name}" for name in DOCUMENTS)
    (tmp_path / "main.tf").write_text("\n".join([HEAD, *blocks, f'output "all" {{\n  value = {{ {outputs} }}\n}}\n']))
    for words in (("init", f"-plugin-dir={os.environ[PLUGINS]}"), ("apply", "-auto-approve")):
        command = ("terraform", *words, "-input=false", "-no-color")
        subprocess.run(command, cwd=tmp_path, env=environment(), check=True, capture_output=True)
    told = subprocess.run(
        ("terraform", "output", "-json", "all"),  # noqa: S607 - whichever terraform is there
        cwd=tmp_path,
        env=environment(),
        check=True,
        capture_output=True,
    ).stdout
    for name, said in json.loads(told).items():
        ours = results(asked(DOCUMENTS[name]))
        assert ours["json"] == said["json"], name
        assert ours["minifiedJson"] == said["minified_json"], name
