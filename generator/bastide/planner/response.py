"""Rules over findings: each detector's findings reach the target of their tier, severe ones start the response."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.planner import discovery, logs, runbooks, tiers
from bastide.planner.context import Context
from bastide.planner.statements import allow

Pattern = Mapping[str, object]
RULE = "aws_cloudwatch_event_rule"

NUMBERS: Mapping[str, list[object]] = {
    "low": [{"numeric": [">=", 1, "<", 4]}],
    "medium": [{"numeric": [">=", 4, "<", 7]}],
    "high": [{"numeric": [">=", 7]}],
}
"""GuardDuty's severities (GuardDuty user guide, "Severity levels of findings"); critical ones are 9 and above."""

WORDS = {"low": ["Low"], "medium": ["Medium"], "high": ["High"]}
"""Macie's severities (Macie user guide, "Severity scoring")."""

LABELS = {"low": ["LOW"], "medium": ["MEDIUM"], "high": ["CRITICAL", "HIGH"]}
"""Severities of Inspector and Security Hub (AWS Security Finding Format, `Severity.Label`)."""

HUB_PRODUCT = "::product/aws/securityhub"
"""How the ARN of the hub's own product ends (Security Hub user guide, "Sample control findings"); its name changed."""

TITLES = {"low": "becomes a ticket", "medium": "pages a person", "high": "pages a person at once"}


@dataclass(frozen=True, slots=True)
class Source:
    """A detector by its events: `told_by_hub` if the primary region's Security Hub tells of the DR region as well."""

    name: str
    source: str
    detail_type: str
    told_by_hub: bool = False

    def pattern(self, tier: str) -> Pattern:
        """Return what matches a detector's new findings of a tier."""
        return {**self.any, "detail": self._detail(tier)}

    @property
    def any(self) -> Pattern:
        """What matches each finding of the detector."""
        return {"source": [self.source], "detail-type": [self.detail_type]}

    @property
    def paths(self) -> Mapping[str, str]:
        """The parts of an event that a message names."""
        inner = "$.detail.findings[0]" if self.told_by_hub else "$.detail"
        where = f"{inner}.Region" if self.told_by_hub else "$.region"
        what = {"guardduty": "type", "hub": "Title", "inspector": "title", "macie": "type"}[self.name]
        number = f"{inner}.Id" if self.told_by_hub else "$.detail.findingArn" if self.name == "inspector" else ""
        return {"id": number or "$.detail.id", "region": where, "what": f"{inner}.{what}"}

    def _detail(self, tier: str) -> Pattern:
        match self.name:
            case "guardduty":
                return {"severity": NUMBERS[tier]}
            case "macie":
                return {"severity": {"description": WORDS[tier]}}
            case "inspector":
                return {"severity": LABELS[tier], "status": ["ACTIVE"]}
            case _:
                return {"findings": _of_the_hub(LABELS[tier])}


def _of_the_hub(labels: list[str]) -> Pattern:
    """The hub repeats what others found: only its own judgements pass, and only until somebody takes them up."""
    return {
        "ProductArn": [{"suffix": HUB_PRODUCT}],
        "RecordState": ["ACTIVE"],
        "Severity": {"Label": labels},
        "Workflow": {"Status": ["NEW"]},
        "Compliance": {"Status": ["FAILED", "WARNING"]},
    }


SOURCES = (
    Source("guardduty", "aws.guardduty", "GuardDuty Finding"),
    Source("hub", "aws.securityhub", "Security Hub Findings - Imported", told_by_hub=True),
    Source("inspector", "aws.inspector2", "Inspector2 Finding"),
    Source("macie", "aws.macie", "Macie Finding"),
)


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule over findings, and the one target that it has."""

    path: str
    label: str
    name: str
    title: str
    pattern: Pattern
    target_id: str
    target: object
    role: object | None
    paths: Mapping[str, str]
    message: str

    @property
    def rule(self) -> Address:
        """The rule's resource."""
        return Address(RULE, self.label)


@dataclass(frozen=True, slots=True)
class Forward:
    """A rule of the DR region that hands a detector's findings on."""

    label: str
    name: str
    title: str
    pattern: Pattern

    @property
    def rule(self) -> Address:
        """The rule's resource."""
        return Address(RULE, self.label)


def sources(context: Context) -> tuple[Source, ...]:
    """Return the detectors that the platform's regions have."""
    return tuple(one for one in SOURCES if one.name != "macie" or discovery.has_macie(context))


def rules(context: Context) -> dict[str, object]:
    """Return what the rules over findings are made of."""
    platform, region, dr = context.platform, context.platform.regions.primary, context.platform.regions.dr
    forwards = tuple(_forwards(context)) if dr else ()
    return {
        "watches": (*_told(context), *_answered(context)),
        "log_group": f"/{platform.name}/findings",
        "retention": logs.cloudwatch_days(platform.logging.term("audit").keep_days),
        "log_policy": f"{platform.name}-findings",
        "keep_name": _name(context, "kept"),
        "keep_pattern": {
            "source": [one.source for one in sources(context)],
            "detail-type": [one.detail_type for one in sources(context)],
        },
        "forwards": forwards,
        "bus": context.arn("events", "event-bus/default", region=region) if dr else None,
        "forwarder": _name(context, "forward"),
        "account": platform.account,
        "rule_arns": tiers.rule_arns(context),
        "dr_rule_arns": context.arn("events", f"rule/{platform.name}-findings-*", region=dr or ""),
        "tags": context.tags("detection", zone="platform", level="platform"),
    }


def inputs(context: Context) -> dict[str, object]:
    """Return what the response to severe findings is made of."""
    platform, region = context.platform, context.platform.regions.primary
    documents = runbooks.documents(context)
    executions = context.arn("ssm", "automation-execution/*", region=region)
    passed = {"StringEquals": {"iam:PassedToService": "ssm.amazonaws.com"}}
    return {
        "documents": documents,
        "starter": f"{platform.name}-respond",
        "starter_statements": [
            allow("Start", ["ssm:StartAutomationExecution"], [*_started(context, documents), executions]),
            allow("WithTheirRoles", ["iam:PassRole"], [one.role.arn for one in documents], passed),
        ],
        "execution_arns": executions,
        "account": platform.account,
        "rule_arns": tiers.rule_arns(context),
        "tags": context.tags("response", zone="platform", level="platform"),
    }


def _started(context: Context, documents: Iterable[runbooks.Document]) -> Iterator[str]:
    """Yield what AWS checks when a runbook starts: its document (User Guide, Automation), or its definition (older)."""
    region = context.platform.regions.primary
    for one in documents:
        yield context.arn("ssm", f"document/{one.name}", region=region)
        yield context.arn("ssm", f"automation-definition/{one.name}:*", region=region)


def _name(context: Context, *parts: str) -> str:
    return "-".join((context.platform.name, "findings", *parts))


def _told(context: Context) -> Iterator[Watch]:
    for source in sources(context):
        for tier, target in (("low", tiers.TICKETS), ("medium", tiers.MEDIUM), ("high", tiers.HIGH)):
            ticket = tier == "low"
            yield Watch(
                path=f"detection.{tier}",
                label=f"{source.name}_{tier}",
                name=_name(context, source.name, tier),
                title=f"What {source.source} finds {tier} {TITLES[tier]}",
                pattern=source.pattern(tier),
                target_id=tier,
                target=target.arn,
                role=None,
                paths={} if ticket else source.paths,
                message="" if ticket else f'"{tier}: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            )


def _answered(context: Context) -> Iterator[Watch]:
    """Only a severe threat has an answer that a machine may give: a host's where the runbook is, a key's anywhere."""
    severe, region = SOURCES[0].pattern("high"), context.platform.regions.primary
    for document in runbooks.documents(context):
        yield Watch(
            path="detection.high",
            label=document.label,
            name=_name(context, document.answer),
            title=f"Severe: {document.title}",
            pattern={
                **severe,
                "detail": {"severity": NUMBERS["high"], "resource": document.resource},
                **({"region": [region]} if document.regional else {}),
            },
            target_id="respond",
            # The ARN of a document names another kind of resource than the one that EventBridge starts.
            target=context.arn("ssm", f"automation-definition/{document.name}:$DEFAULT", region=region),
            role=Address("aws_iam_role", "respond").arn,
            paths=document.paths,
            message=document.message,
        )


def _forwards(context: Context) -> Iterator[Forward]:
    for source in sources(context):
        if not source.told_by_hub:
            yield Forward(
                label=f"{source.name}_dr",
                name=_name(context, source.name, "dr"),
                title=f"What {source.source} finds in the DR region",
                pattern=source.any,
            )
