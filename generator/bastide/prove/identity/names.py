"""What resources are called in policies: ARNs as far as the code tells them, holes for the rest."""

import re
from collections.abc import Iterable
from functools import cached_property

from bastide.facts.case import Case
from bastide.facts.policy import Condition, Statement
from bastide.facts.regions import region_of
from bastide.facts.values import OpaqueError, text
from bastide.model.graph import Resource
from bastide.prove.identity.clause import Clause
from bastide.prove.identity.texts import free, hole

_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
_ESCAPES = ("*", "?", "$")

IDENTITY = "arn:{partition}:iam::{account}:{kind}{path}{name}"

FORMS: dict[str, tuple[str, str]] = {
    "aws_s3_bucket": ("arn:{partition}:s3:::{name}", "bucket"),
    "aws_kms_key": ("arn:{partition}:kms:{region}:{account}:key/{id}", ""),
    "aws_kms_replica_key": ("arn:{partition}:kms:{region}:{account}:key/{id}", ""),
    "aws_db_instance": ("arn:{partition}:rds:{region}:{account}:db:{name}", "identifier"),
    "aws_rds_cluster": ("arn:{partition}:rds:{region}:{account}:cluster:{name}", "cluster_identifier"),
    "aws_efs_file_system": ("arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{id}", ""),
    "aws_efs_access_point": ("arn:{partition}:elasticfilesystem:{region}:{account}:access-point/{id}", ""),
    "aws_dynamodb_table": ("arn:{partition}:dynamodb:{region}:{account}:table/{name}", "name"),
    "aws_secretsmanager_secret": ("arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-{id}", "name"),
    "aws_cloudwatch_log_group": ("arn:{partition}:logs:{region}:{account}:log-group:{name}", "name"),
    "aws_backup_vault": ("arn:{partition}:backup:{region}:{account}:backup-vault:{name}", "name"),
    "aws_backup_plan": ("arn:{partition}:backup:{region}:{account}:backup-plan:{id}", ""),
    "aws_cloudtrail": ("arn:{partition}:cloudtrail:{region}:{account}:trail/{name}", "name"),
    "aws_flow_log": ("arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{id}", ""),
    "aws_sns_topic": ("arn:{partition}:sns:{region}:{account}:{name}", "name"),
    "aws_sqs_queue": ("arn:{partition}:sqs:{region}:{account}:{name}", "name"),
    "aws_ssm_document": ("arn:{partition}:ssm:{region}:{account}:document/{name}", "name"),
    "aws_lambda_function": ("arn:{partition}:lambda:{region}:{account}:function:{name}", "function_name"),
    "aws_instance": ("arn:{partition}:ec2:{region}:{account}:instance/{id}", ""),
    "aws_iam_role": (IDENTITY, "name"),
    "aws_iam_user": (IDENTITY, "name"),
    "aws_iam_group": (IDENTITY, "name"),
    "aws_iam_policy": (IDENTITY, "name"),
}
"""ARN forms by type (service authorization reference), and the attribute that holds the name."""

NAMES = ("name", "id", "bucket", "identifier")
"""Attributes that read as the resource's own name, where the name is what identifies it."""

OWN = {
    "data.aws_caller_identity": {"account_id": "account"},
    "data.aws_partition": {"partition": "partition"},
}
"""Data sources that tell where the tree is deployed."""


class Names:
    """Names of one tree's resources. Without a declaration the account is a hole, unless a provider names one."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._arns: dict[str, str] = {}
        self._meant: dict[str, str] = {}

    @cached_property
    def account(self) -> str:
        """The account that the tree is deployed to."""
        if self._case.intent is not None:
            return self._case.intent.account
        for provider in self._case.graph.providers:
            allowed = provider.get("allowed_account_ids")
            if isinstance(allowed, tuple) and len(allowed) == 1 and isinstance(allowed[0], str):
                return allowed[0]
        return hole("account")

    @cached_property
    def partition(self) -> str:
        """The partition: `aws`, or another if a provider's region says so."""
        regions = [str(provider.get("region")) for provider in self._case.graph.providers]
        prefixes = {"cn-": "aws-cn", "us-gov-": "aws-us-gov"}
        found = (name for start, name in prefixes.items() for region in regions if region.startswith(start))
        return next(found, "aws")

    def region(self, resource: Resource) -> str:
        """Return the region of a resource, a hole when the code doesn't tell."""
        try:
            return region_of(self._case, resource)
        except OpaqueError:
            return hole(f"region of provider {resource.provider or 'aws'}")

    def host(self, service: str, region: str) -> str:
        """Return the name by which a service uses a key for somebody (`kms:ViaService`)."""
        return f"{service}.{region}.amazonaws.com{'.cn' if self.partition == 'aws-cn' else ''}"

    def arn(self, resource: Resource) -> str:
        """Return a resource's ARN; for a type that isn't known here, what stands for it alone."""
        if resource.address not in self._arns:
            self._arns[resource.address] = self._arn(resource)
        return self._arns[resource.address]

    def _arn(self, resource: Resource) -> str:
        form, attribute = FORMS.get(resource.type, (free(f"{resource.address}.arn"), ""))
        return form.format(
            partition=self.partition,
            account=self.account,
            region=self.region(resource) if "{region}" in form else "",
            id=hole(f"{resource.address}.id"),
            name=self.name(resource, attribute) if attribute else "",
            kind=resource.type.removeprefix("aws_iam_"),
            path=self._path(resource),
        )

    def master_secret(self, resource: Resource) -> str:
        """Return the ARN of the secret that RDS keeps a database's first password in."""
        kind = "db" if resource.type == "aws_db_instance" else "cluster"
        place = f"{self.region(resource)}:{self.account}"
        return f"arn:{self.partition}:secretsmanager:{place}:secret:rds!{kind}-{hole(f'{resource.address}.secret')}"

    def name(self, resource: Resource, attribute: str = "name") -> str:
        """Return a resource's name, a hole when the code doesn't tell."""
        try:
            found = text(self._case.graph, resource.get(attribute))
        except OpaqueError:
            found = None
        return hole(f"{resource.address}.name") if found is None else found

    def _path(self, resource: Resource) -> str:
        found = resource.get("path")
        return found if isinstance(found, str) else "/"

    def meaning(self, written: str) -> str:
        """Return a policy's text with each `${...}` replaced by what it means."""
        if "${" not in written:
            return written
        if written not in self._meant:
            self._meant[written] = _REFERENCE.sub(lambda found: self._reference(found[1]), written)
        return self._meant[written]

    def _reference(self, inner: str) -> str:
        if inner in _ESCAPES:
            return inner
        if ":" in inner:
            return free(inner)
        parts = inner.split(".")
        size = 3 if parts[0] == "data" else 2
        address, path = ".".join(parts[:size]), ".".join(parts[size:])
        resource = self._case.graph.by_address.get(address)
        if parts[0] == "data":
            kind = OWN.get(".".join(parts[:2]), {}).get(path)
            return {"account": self.account, "partition": self.partition}.get(kind or "", free(inner))
        return free(inner) if resource is None else self._attribute(resource, path)

    def _attribute(self, resource: Resource, path: str) -> str:
        _, attribute = FORMS.get(resource.type, ("", ""))
        if path == "arn":
            return self.arn(resource)
        if path.endswith("secret_arn") and resource.type in ("aws_db_instance", "aws_rds_cluster"):
            return self.master_secret(resource)
        if path in NAMES and attribute and not (path == "id" and resource.type in IDENTIFIED):
            return self.name(resource, attribute)
        if path in ("id", "key_id") and resource.type in FORMS:
            return hole(f"{resource.address}.id")
        return hole(f"{resource.address}.{path}")

    def clause(self, statement: Statement, owner: str) -> Clause:
        """Return a statement ready to be judged."""
        return Clause(
            statement,
            owner,
            self._all(statement.resources),
            self._all(statement.not_resources),
            tuple(Condition(one.operator, one.key, self._all(one.values)) for one in statement.conditions),
            self._pairs(statement.principals),
            self._pairs(statement.not_principals),
        )

    def _all(self, written: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.meaning(one) for one in written)

    def _pairs(self, written: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((kind, self.meaning(name)) for kind, name in written)


IDENTIFIED = ("aws_db_instance", "aws_iam_policy")
"""Types whose `id` is not their name."""
