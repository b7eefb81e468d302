"""Credential that never expires.

What it does:
    Reports access keys, console passwords and SSH key pairs, and instances that accept a key pair.

Why is this bad:
    It works from anywhere, for ever, for whoever copies it; an access key of Terraform also stands in the state.

Example:
    resource "aws_iam_access_key" "vendor" {
      user = "vendor"
    }

Use instead:
    resource "aws_iam_role" "vendor" {
      name                 = "vendor"
      max_session_duration = 3600
    }

Source:
    AWS IAM user guide, "Security best practices in IAM": temporary credentials.
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("ACC005", Severity.HIGH, "Use a role and the session broker.", __doc__)
CREDENTIALS = {
    "aws_iam_access_key": "an access key",
    "aws_iam_user_login_profile": "a console password",
    "aws_iam_service_specific_credential": "a service password",
    "aws_key_pair": "an SSH key pair",
    "aws_lightsail_key_pair": "an SSH key pair",
}
HOSTS = ("aws_instance", "aws_launch_template", "aws_launch_configuration", "aws_spot_instance_request")


def check(case: Case) -> Iterator[Finding]:
    """Judge every credential and every machine."""
    yield from META.judge(case.graph.of_type(*CREDENTIALS), _credential)
    yield from META.judge(case.graph.of_type(*HOSTS), _host)
    yield from META.judge(case.graph.of_type("aws_eks_node_group"), _nodes)


def _credential(resource: Resource) -> Iterator[Answer]:
    yield Fault(f"`{resource.address}` is {CREDENTIALS[resource.type]}, which never expires")


def _host(resource: Resource) -> Iterator[Answer]:
    if resource.get("key_name") not in (None, ""):
        yield Fault("the machine accepts a key pair", resource.at("key_name"))


def _nodes(resource: Resource) -> Iterator[Answer]:
    for body in entries(resource, "remote_access"):
        if body.get("ec2_ssh_key") is not None:
            yield Fault("the nodes accept a key pair", body.at("ec2_ssh_key"))
