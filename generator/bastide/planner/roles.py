"""Access roles: one IAM role for each duty of the spec, and the boundary that no role can leave."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.intent import DeclaredRole
from bastide.model.platform import Platform, Role
from bastide.planner import approvals, events, grants, hosts, log_access, logs, masking, models, names, registry
from bastide.planner.context import Context, StackFile
from bastide.planner.statements import Statement

SHORTEST_SESSION, LONGEST_SESSION = 3600, 43_200
"""Seconds that IAM takes for a role's session (IAM API, CreateRole)."""

MFA_AGE_SECONDS = 3600
"""How fresh the second factor must be when a role is assumed."""

EMERGENCY = "break-glass"
"""The duty of the profile that IAM-15 speaks of; others may need approval or sound an alarm as well."""

OWN_NAME: dict[str, object] = {"sts:SourceIdentity": "${aws:username}"}
"""The condition on setting a source identity; AWS evaluates it as an action of its own, which carries no session name
(Service Authorization Reference, STS), so that none of the other conditions may stand beside it."""

MOST_POLICIES = 10
"""Managed policies that one role may have by default (IAM quotas)."""

BOUNDARY = Address("aws_iam_policy", "boundary")


@dataclass(frozen=True, slots=True)
class RolePolicy:
    """A managed policy of a role, ready to write."""

    label: str
    name: str
    description: str
    statements: tuple[Statement, ...]

    @property
    def address(self) -> Address:
        """The policy's resource."""
        return Address("aws_iam_policy", self.label)


def files(context: Context) -> Iterator[StackFile]:
    """Plan `boundary.tf` if it limits anybody, a file for each role and, where roles need approval, `approvers.tf`.

    Raises CannotAnswerError (PLAN010) if a role needs more policies than AWS lets it have.
    """
    if _limits_somebody(context.platform):
        yield _boundary(context)
    for role in context.platform.access.roles:
        yield _role(context, role)
    if approvals.approvers(context.platform):
        yield _approvers(context)


def declared(context: Context) -> tuple[DeclaredRole, ...]:
    """Return the roles as the judge reads them, sorted by name; reach is by zone copy."""
    return tuple(
        DeclaredRole(
            name=role.name,
            reach=tuple(sorted(str(copy) for copy in grants.reached(context, role))),
            read=tuple(sorted(role.read)),
            never_reads=tuple(sorted(role.never_reads)),
            session_minutes=role.session_minutes,
            mfa=role.mfa,
            approvals=role.approvals,
            until=role.until,
            resource=str(address(role)),
            approvers=tuple(str(one.address) for one in approvals.approvers(context.platform)[: role.approvals]),
            holders=tuple(principals(context, role)),
            sources=tuple(grants.blocks(role)),
            vendor=role.vendor,
            alert=None if role.alert is None else str(events.topic(role.alert)),
        )
        for role in sorted(context.platform.access.roles, key=lambda role: role.name)
    )


def address(role: Role) -> Address:
    """Return a role's resource; the prefix keeps it apart from the roles that services carry."""
    return Address("aws_iam_role", names.label("role", role.name))


def trust(context: Context, tag: str, role: Role | None = None) -> dict[str, dict[str, object]]:
    """Return the conditions on assuming a role: a fresh second factor, the one tag, the person's own name.

    A principal has one value of `bastide:role`, so nobody can hold two roles. With `role`, also its approval and its
    last day.
    """
    equal: dict[str, object] = {
        f"aws:PrincipalTag/{approvals.ROLE_TAG}": tag,
        "aws:PrincipalAccount": context.platform.account,
        "sts:RoleSessionName": "${aws:username}",
    }
    conditions: dict[str, dict[str, object]] = {
        "Bool": {"aws:MultiFactorAuthPresent": "true"},
        "NumericLessThan": {"aws:MultiFactorAuthAge": str(MFA_AGE_SECONDS)},
        "StringEquals": equal,
    }
    if role is not None:
        _narrow(conditions, role)
    return conditions


def _narrow(conditions: dict[str, dict[str, object]], role: Role) -> None:
    equal = conditions["StringEquals"]
    if role.approvals:
        equal[f"aws:PrincipalTag/{approvals.APPROVED_TAG}"] = role.name
    if role.holders:
        equal.update(OWN_NAME)
    if role.until is not None:
        conditions["DateLessThan"] = {"aws:CurrentTime": grants.last_moment(role)}
    if role.sources:
        conditions["IpAddress"] = {"aws:SourceIp": grants.blocks(role)}


def principals(context: Context, role: Role) -> list[str]:
    """Return the ARNs of the only users who may take a role; IAM ties each to the very user, not to the name."""
    return [context.arn("iam", f"user/{person}") for person in role.holders]


def session_seconds(role: Role) -> int:
    """Return how long IAM lets the role's credentials live; the session document ends shorter sessions earlier."""
    return min(max(role.session_minutes * 60, SHORTEST_SESSION), LONGEST_SESSION)


def _role(context: Context, role: Role) -> StackFile:
    platform = context.platform
    document = Address("aws_ssm_document", names.label("session", role.name))
    return StackFile(
        path=f"role-{role.name}.tf",
        template="roles/role.tf.j2",
        target=f"role/{role.name}",
        inputs={
            "role": role.name,
            "label": names.label("role", role.name),
            "address": address(role),
            "name": f"{platform.name}-role-{role.name}",
            "root": context.arn("iam", "root"),
            "holders": principals(context, role),
            "emergency": role.name == EMERGENCY,
            "vendor": role.vendor,
            "trust": trust(context, role.name, role),
            "own_name": {"StringEquals": OWN_NAME},
            "session_seconds": session_seconds(role),
            "policies": _policies(context, role, document),
            "enter": f"{platform.name}-enter-{role.name}",
            "enter_label": names.label("enter", role.name),
            "enter_description": f"Lets a person whose user carries bastide:role = {role.name} take that role",
            "opens_sessions": bool(role.reach),
            "document": document_name(context, role),
            "session_label": names.label("session", role.name),
            "session_description": f"Recorded session of the role {role.name}",
            "session_prefix": f"sessions/{role.name}",
            "idle_minutes": str(role.idle_minutes),
            "session_minutes": str(role.session_minutes),
            "approval": approvals.of(context, role),
            "account": platform.account,
            "topic": None if role.alert is None else Address("aws_sns_topic", names.label(role.alert)).arn,
            "assumed": assumed_pattern(context, role),
            "alarm_description": f"Somebody took, or tried to take, the role {role.name}",
            "namespace": f"{platform.name}/audit",
            "tags": context.tags(f"role-{role.name}", zone=platform.access.zone, level="platform"),
        },
    )


def document_name(context: Context, role: Role) -> str:
    """Return the name of a role's session document; AWS keeps names that start with `aws`, `amazon` or `amzn`."""
    return f"session-{context.platform.name}-{role.name}"


def assumed_pattern(context: Context, role: Role) -> str:
    """Return the log filter that finds every attempt to assume a role, in any region, refused ones included."""
    arn = context.arn("iam", f"role/{context.platform.name}-role-{role.name}")
    # A refused call carries no parameters: its role stands in the error message only.
    named = f'($.requestParameters.roleArn = "{arn}") || ($.errorMessage = "*{arn}*")'
    return f'{{ ($.eventName = "AssumeRole") && ({named}) }}'


def _policies(context: Context, role: Role, document: Address) -> tuple[RolePolicy, ...]:
    planned = tuple(
        RolePolicy(
            label=names.label("role", role.name, policy.suffix),
            name=f"{context.platform.name}-role-{role.name}-{policy.suffix}",
            description=f"role {role.name}: {policy.description}",
            statements=policy.statements,
        )
        for policy in grants.policies(context, role, document)
    )
    if len(planned) > MOST_POLICIES:
        raise _too_many(role, len(planned))
    return planned


def _limits_somebody(platform: Platform) -> bool:
    """Tell whether anything carries the boundary: attached to nobody, it would be a grant for whoever attached it."""
    return bool(platform.access.roles) or any(one.kind.has_role for one in platform.workloads)


def _boundary(context: Context) -> StackFile:
    platform = context.platform
    region = platform.regions.primary
    buckets = [
        f"arn:{context.partition}:s3:::{platform.name}-{kind}-log-{platform.account}-*" for kind in ("access", "audit")
    ]
    return StackFile(
        path="boundary.tf",
        template="roles/boundary.tf.j2",
        target="roles",
        inputs={
            "name": f"{platform.name}-boundary",
            "objects": [f"arn:{context.partition}:s3:::{platform.name}-*"],
            "log_buckets": [*buckets, *(f"{bucket}/*" for bucket in buckets)],
            "log_groups": [
                context.arn("logs", f"log-group:{prefix}*", region=region)
                for prefix in (
                    f"/{platform.name}/",
                    *(f"{start}{platform.name}-" for start in logs.many_groups(platform)),
                )
            ],
            "databases": [context.arn("rds-db", "dbuser:*/*", region=region)],
            "file_systems": [context.arn("elasticfilesystem", "file-system/*", region=region)],
            "keys": [context.arn("kms", "key/*", region="*")],
            "more": (
                *log_access.boundary(context),
                *masking.boundary(context),
                *registry.boundary(context),
                *hosts.boundary(context),
                *models.boundary(context),
            ),
            "trails": [context.arn("cloudtrail", "trail/*", region=region)],
            "sessions": [
                context.arn("ec2", "instance/*", region=region),
                *(
                    context.arn("ssm", f"{kind}/*", region=region)
                    for kind in ("automation-execution", "document", "session")
                ),
            ],
            "regions": [one for one in (platform.regions.primary, platform.regions.dr) if one is not None],
            "tags": context.tags("boundary", zone="platform", level="platform"),
        },
    )


def _approvers(context: Context) -> StackFile:
    platform = context.platform
    people = approvals.approvers(platform)
    return StackFile(
        path="approvers.tf",
        template="roles/approvers.tf.j2",
        target="roles",
        inputs={
            "approvers": tuple(
                {"label": one.label, "name": one.name, "address": one.address, "trust": trust(context, one.tag)}
                for one in people
            ),
            "arns": [one.address.arn for one in people],
            "enter": f"{platform.name}-approvers",
            "root": context.arn("iam", "root"),
            "executions": _executions(context),
            "session_seconds": SHORTEST_SESSION,
            "tags": context.tags("approver", zone=platform.access.zone, level="platform"),
        },
    )


def _executions(context: Context) -> str | list[str]:
    """Return what approvers decide about: where data keys are ended by agreement, runs in both regions."""
    regions = context.platform.regions
    wanted = [regions.primary, *([regions.dr] if regions.dr and context.platform.destruction else [])]
    found = [context.arn("ssm", "automation-execution/*", region=region) for region in wanted]
    return found if len(found) > 1 else found[0]


def _too_many(role: Role, count: int) -> CannotAnswerError:
    return CannotAnswerError(
        [
            Diagnostic(
                code="PLAN010",
                message=f"role `{role.name}` needs {count} IAM policies, AWS attaches {MOST_POLICIES}",
                labels=(Label(role.place),),
                why="a role that can't hold every grant and every denial would not be the one the spec declares",
                fix="split the role by agency, or let it read fewer stores",
            )
        ]
    )
