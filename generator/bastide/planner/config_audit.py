"""The running platform under audit: every setting recorded, rules held against it, people called to look at it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.audit import Area, Audit
from bastide.model.intent import DeclaredAudit
from bastide.planner import audit_packs, events, log_deliveries, names
from bastide.planner.audit_packs import Check
from bastide.planner.context import Context, StackFile

TITLES = {
    Area.ARCHITECTURE: "Security of the architecture",
    Area.DATA: "Protection of data",
    Area.ACCESS: "Access control",
    Area.OPERATIONS: "Operation and maintenance",
}
HOUR = 1
"""When people are called, in UTC: working hours in the regions of East Asia."""

TASK = (
    "Audit of {name} is due. Areas: {areas}. Send auditors who operate nothing: they read logs, no more. "
    "1. Run `bastide scan` on the deployed code and keep its report. "
    "2. Open the conformance packs and the aggregated findings. "
    "3. Run the saved queries of privileged events. 4. Visit the halls and try the terminals. "
    "5. Write each finding with an owner and a day, and the state of the last audit's findings."
)


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the platform, and where its record of settings goes."""

    name: str
    in_dr: bool

    @property
    def label(self) -> str:
        """The label of the region's recorder."""
        return "dr" if self.in_dr else "main"

    @property
    def recorder(self) -> Address:
        """What records the region's settings."""
        return Address("aws_config_configuration_recorder", self.label)

    @property
    def status(self) -> Address:
        """What switches the recorder on; rules wait for it."""
        return Address("aws_config_configuration_recorder_status", self.label)

    @property
    def channel(self) -> Address:
        """The way of the records to their bucket."""
        return Address("aws_config_delivery_channel", self.label)

    @property
    def bucket(self) -> Address:
        """The region's bucket without a lock, which is the only kind that AWS Config delivers to."""
        return Address("aws_s3_bucket", "access_log_dr" if self.in_dr else "access_log")

    @property
    def policy(self) -> Address:
        """The policy that lets AWS Config deliver there."""
        return Address("aws_s3_bucket_policy", "access_log_dr" if self.in_dr else "access_log")


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one area in one region."""

    label: str
    name: str
    title: str
    region: Region
    checks: tuple[Check, ...]


def files(context: Context) -> Iterator[StackFile]:
    """Plan the recorders, the packs of rules and the call to an audit."""
    found = context.platform.audit
    if found is None:
        return
    name = context.platform.name
    tags = context.tags("audit-of-settings", zone="platform", level="platform")
    where = tuple(regions(context))
    yield StackFile(
        path="config-recorder.tf",
        template="config-audit/recorder.tf.j2",
        target="config-audit",
        inputs={
            "regions": where,
            "name": name,
            "prefix": log_deliveries.SETTINGS,
            "aggregator": f"{name}-settings",
            "account": context.platform.account,
            "tags": tags,
        },
    )
    yield StackFile(
        path="config-packs.tf",
        template="config-audit/packs.tf.j2",
        target="config-audit",
        inputs={"packs": tuple(_packs(context, found, where))},
    )
    yield StackFile(
        path="audit-schedule.tf",
        template="config-audit/schedule.tf.j2",
        target="config-audit",
        inputs={
            "name": f"{name}-audit-due",
            "every": found.every_months,
            "expression": expression(found.every_months),
            "topic": events.topic(found.notify),
            "task": TASK.format(name=name, areas=", ".join(area.value for area in found.packs)),
            "tags": tags,
        },
    )


def regions(context: Context) -> Iterator[Region]:
    """Yield the primary region, then the DR region where there is one."""
    declared = context.platform.regions
    yield Region(declared.primary, in_dr=False)
    if declared.dr is not None:
        yield Region(declared.dr, in_dr=True)


def expression(every_months: int) -> str:
    """Return the schedule of an audit: the first of every so many months, from January (EventBridge cron)."""
    months = ",".join(str(month) for month in range(1, 13, every_months))
    return f"cron(0 {HOUR} 1 {months} ? *)"


def declared(context: Context) -> DeclaredAudit | None:
    """Return the audit as the judge reads it, None where none is declared."""
    found = context.platform.audit
    if found is None:
        return None
    return DeclaredAudit(found.every_months, str(events.topic(found.notify)), tuple(area.value for area in found.packs))


def _packs(context: Context, audit: Audit, where: tuple[Region, ...]) -> Iterator[Pack]:
    for region in where:
        for area in audit.packs:
            yield Pack(
                label=names.label(area.value, *(["dr"] if region.in_dr else [])),
                name=f"{context.platform.name}-{area.value}",
                title=TITLES[area],
                region=region,
                checks=tuple(audit_packs.checks(context.platform, area)),
            )
