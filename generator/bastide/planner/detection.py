"""Detectors in every region of the platform: threats, settings, known flaws, personal data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bastide.hcl.literal import Address
from bastide.model.platform import Store
from bastide.planner import discovery, isolation, names, response, stores, tiers, unusual
from bastide.planner.context import Context, StackFile

FEATURES = ("EBS_MALWARE_PROTECTION", "EKS_AUDIT_LOGS", "LAMBDA_NETWORK_LOGS", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS")
"""What GuardDuty reads without an agent on any host (GuardDuty API, UpdateDetector). Its agent for hosts would bring
endpoints and rules of its own into the network."""

STANDARDS = {
    "benchmark": "cis-aws-foundations-benchmark/v/3.0.0",
    "best_practices": "aws-foundational-security-best-practices/v/1.0.0",
    "nist": "nist-800-53/v/5.0.0",
}
"""The standards of Security Hub, each by the end of its ARN (Security Hub user guide, "Standards reference")."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A subscription of one region to one standard."""

    label: str
    arn: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the platform, as the detectors there are called."""

    name: str
    in_dr: bool
    standards: tuple[Standard, ...]

    @property
    def label(self) -> str:
        """The label of the region's detectors."""
        return "dr" if self.in_dr else "main"

    @property
    def suffix(self) -> str:
        """The end of the label of what a region has several of."""
        return "_dr" if self.in_dr else ""

    @property
    def detector(self) -> Address:
        """What looks for threats in the region."""
        return Address("aws_guardduty_detector", self.label)

    @property
    def hub(self) -> Address:
        """What judges the region's settings."""
        return Address("aws_securityhub_account", self.label)


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that GuardDuty also reads."""

    label: str
    name: str


def files(context: Context) -> Iterator[StackFile]:
    """Plan the detectors, the tiers that hear of their findings, and the response to severe ones."""
    found = context.platform.detection
    if found is None:
        return
    tags = context.tags("detection", zone="platform", level="platform")
    where = tuple(regions(context))
    features = tuple(Feature(name.lower(), name) for name in FEATURES)
    hubs = {"regions": where, "linked": [one.name for one in where if one.in_dr]}
    yield _file("threats", {"regions": where, "features": features, "tags": tags})
    yield _file("findings", hubs)
    yield _file("vulnerabilities", {"regions": where, "account": context.platform.account})
    if discovery.has_macie(context):
        jobs = tuple(_job(context, store) for store in discovery.searched(context))
        yield _file("personal-data", {"regions": where, "jobs": jobs, "account": context.platform.account})
    yield _file("tiers", tiers.inputs(context, found))
    yield _file("rules", response.rules(context))
    groups = {"groups": tuple(isolation.groups(context))}
    yield replace(_file("isolation", groups), target=isolation.LABEL)
    yield _file("response", response.inputs(context))
    yield _file("unusual", unusual.inputs(context))


def _file(name: str, inputs: Mapping[str, object]) -> StackFile:
    return StackFile(f"detection-{name}.tf", f"detection/{name}.tf.j2", "detection", inputs)


def regions(context: Context) -> Iterator[Region]:
    """Yield the primary region, then the DR region where there is one."""
    declared = context.platform.regions
    yield Region(declared.primary, in_dr=False, standards=tuple(_standards(context, declared.primary, ())))
    if declared.dr is not None:
        yield Region(declared.dr, in_dr=True, standards=tuple(_standards(context, declared.dr, ("dr",))))


def _standards(context: Context, region: str, suffix: tuple[str, ...]) -> Iterator[Standard]:
    for label, name in STANDARDS.items():
        arn = f"arn:{context.partition}:securityhub:{region}::standards/{name}"
        yield Standard(names.label(label, *suffix), arn)


def _job(context: Context, store: Store) -> discovery.Job:
    name = f"{context.platform.name}-{store.name}"
    return discovery.Job(
        path=f"stores.{store.name}",
        label=names.label(store.name),
        name=name,
        description=f"Personal data in {store.name}, found before somebody else finds it",
        bucket=stores.address(store),
        tags=stores.holding(context, store).tags,
    )
