"""Whether somebody may read what a resource holds."""

from collections.abc import Iterator, Sequence

from bastide.facts.case import Case
from bastide.facts.grants import Grants
from bastide.facts.match import forms
from bastide.facts.policy import Statement
from bastide.model.graph import Resource

ACTIONS = {
    "aws_s3_bucket": ("s3:GetObject", "s3:GetObjectVersion"),
    "aws_db_instance": ("rds-db:connect", "secretsmanager:GetSecretValue"),
    "aws_rds_cluster": ("rds-db:connect", "secretsmanager:GetSecretValue", "rds-data:ExecuteStatement"),
    "aws_efs_file_system": ("elasticfilesystem:ClientMount",),
    "aws_dynamodb_table": ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"),
    "aws_cloudwatch_log_group": ("logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery"),
}
"""What reads the contents of each type of resource."""

ANYTHING = "arn:aws:\x00"
"""Stands for a resource whose name the code can't tell; only a pattern for everything matches it."""


def reads(case: Case, granted: Grants, addresses: Sequence[str]) -> Iterator[tuple[str, Statement]]:
    """Yield each reading action allowed on any of the resources, with the statement that allows it."""
    for address in addresses:
        resource = case.graph.by_address.get(address)
        if resource is None:
            continue
        for action in ACTIONS.get(resource.type, ()):
            names = _names(resource, action)
            yield from ((action, statement) for statement in granted.allowing(action, names))


def _names(resource: Resource, action: str) -> tuple[str, ...]:
    # A login names the instance by an id, and a secret by an ARN, that exist only after deployment.
    if action.startswith(("rds-db:", "secretsmanager:")):
        secret = "${" + f"{resource.address}.master_user_secret[0].secret_arn" + "}"
        login = "${" + f"{resource.address}.resource_id" + "}"
        return (secret, login, ANYTHING)
    return forms(resource)
