"""Halls: sessions of an application for counters and self-service terminals, streamed by a broker.

A terminal reaches the broker's private door, which stands in the zone where its site lands, and shows pictures. The
application runs in the hall's zone, and only what that zone may reach is reached. Nothing crosses from a session to the
terminal or back: no clipboard, file, printer or drive.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.kinds import WorkloadKind
from bastide.model.platform import Workload, ZoneRef
from bastide.planner import audit_log, flows, names
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import ZoneCopy

DOOR_LABEL = "halls"
DOOR = Address("aws_vpc_endpoint", DOOR_LABEL)

REDIRECTIONS = (
    "CLIPBOARD_COPY_FROM_LOCAL_DEVICE",
    "CLIPBOARD_COPY_TO_LOCAL_DEVICE",
    "FILE_UPLOAD",
    "FILE_DOWNLOAD",
    "PRINTING_TO_LOCAL_DEVICE",
    "DOMAIN_PASSWORD_SIGNIN",
    "DOMAIN_SMART_CARD_SIGNIN",
)
"""What a session could share with the device that shows it (AppStream API, UserSetting); none of it is."""

SESSION_SECONDS, IDLE_SECONDS, DISCONNECTED_SECONDS = 3600, 300, 60
"""Longest session, longest silence, and how long a broken one waits: the next person is never shown the last one's."""

INSTANCE_TYPE = "stream.standard.medium"
PERCENT_IN_USE = 75
"""How full a fleet is kept: the rest is for who comes next while a host starts."""

AT_REST = 4
"""A quiet hour is served by one host in so many of the busiest hour's."""


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall in one zone copy; one session a host, `least` to `most` hosts."""

    label: str
    name: str
    zone: ZoneCopy
    least: int
    most: int
    resource: Template
    tags: dict[str, str]

    @property
    def fleet(self) -> Address:
        """The hosts that run sessions."""
        return Address("aws_appstream_fleet", self.label)

    @property
    def stack(self) -> Address:
        """What terminals are shown."""
        return Address("aws_appstream_stack", self.label)

    @property
    def target(self) -> Address:
        """How many hosts there may be."""
        return Address("aws_appautoscaling_target", self.label)

    @property
    def full_name(self) -> str:
        """The name of the alarm on sessions that found no host."""
        return f"{self.name}-full"


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each hall, and the door that all of them share."""
    halls = [one for one in context.platform.workloads if one.kind is WorkloadKind.HALL]
    for workload in halls:
        yield StackFile(
            path=f"hall-{workload.name}.tf",
            template="hall/hall.tf.j2",
            target=f"workload/{workload.name}",
            inputs={
                "workload": workload,
                "halls": tuple(_halls(context, workload)),
                "redirections": REDIRECTIONS,
                "instance_type": INSTANCE_TYPE,
                "session": SESSION_SECONDS,
                "idle": IDLE_SECONDS,
                "disconnected": DISCONNECTED_SECONDS,
                "in_use": PERCENT_IN_USE,
                "door": DOOR,
                "topics": [topic.arn for topic in audit_log.topics(context)],
            },
        )
    if halls:
        yield _door(context, halls[0])


def _door(context: Context, workload: Workload) -> StackFile:
    """All sites of halls land in one zone: a network has one door of the broker's name."""
    site = next(site for site in context.platform.sites if site.name in workload.sites)
    zone = context.copy(ZoneRef(site.zone, site.agency))
    return StackFile(
        path="halls.tf",
        template="hall/door.tf.j2",
        target="endpoints",
        inputs={
            "label": DOOR_LABEL,
            "zone": zone,
            "service": f"com.amazonaws.{context.platform.regions.primary}.appstream.streaming",
            "tags": context.tags("halls", zone=zone.name, level="platform"),
        },
    )


def _halls(context: Context, workload: Workload) -> Iterator[Hall]:
    for reference in flows.copies_of(context.platform, workload.zone):
        zone = context.copy(reference)
        suffix = [reference.agency] if reference.agency else []
        label = names.label(workload.name, *suffix)
        name = "-".join([workload.name, *suffix])
        yield Hall(
            label=label,
            name=f"{context.platform.name}-{name}",
            zone=zone,
            least=-(-workload.sessions // AT_REST),
            most=workload.sessions,
            resource=Template("fleet/", Address("aws_appstream_fleet", label).name),
            tags=context.tags(name, zone=zone.name, level="platform", owner=context.owner_of(reference.agency)),
        )
