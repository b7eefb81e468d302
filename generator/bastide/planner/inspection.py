"""Firewalls between zones of different exposure: one in each availability zone, all of a side under one policy."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.exchange import Side
from bastide.planner import audit_log, firewall_rules, inspected, keys, logs, names
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import Subnet, ZoneCopy
from bastide.planner.inspected import Sight

PERIOD = 300
"""Seconds over which an alarm counts."""

RECORDS = ("ALERT", "FLOW")
"""What a firewall tells: what a rule or the end of the list dropped, and every connection."""

BY_ADDRESS = ("aws:drop_strict", "aws:alert_strict")
BY_NAME = ("aws:drop_established", "aws:alert_established")
"""What becomes of the rest. A name is heard only on an open connection: packets that open one must pass until then."""


@dataclass(frozen=True, slots=True)
class Firewall:
    """The firewall of one availability zone, and the alarm on what it drops."""

    label: str
    name: str
    subnet: Subnet
    alarm_label: str
    alarm_name: str
    alarm_title: str
    dimensions: dict[str, str]
    tags: dict[str, str]

    @property
    def address(self) -> Address:
        """The firewall's resource."""
        return Address("aws_networkfirewall_firewall", self.label)


def files(context: Context) -> Iterator[StackFile]:
    """Plan `inspection.tf`, one more for the outer side where there is one, and where their records go."""
    if context.platform.inspection is None:
        return
    sight = inspected.sight(context)
    if logs.has_firewall_group(context.platform):
        yield _records(context)
    for copy in context.copies:
        if copy.reference.zone == inspected.zone_of(copy.side):
            yield _firewalls(context, copy, sight)


def log_group(platform: str) -> str:
    """Return the name of the log group of all firewalls."""
    return f"/{platform}/inspection"


def _records(context: Context) -> StackFile:
    platform, region = context.platform, context.platform.regions.primary
    term = platform.logging.term("network").keep_days
    group = log_group(platform.name)
    return StackFile(
        path="inspection-records.tf",
        template="inspection/records.tf.j2",
        target="inspection",
        inputs={
            "log_group": group,
            "retention": logs.cloudwatch_days(term),
            "keep_days": term,
            "account": platform.account,
            "log_policy": f"{platform.name}-inspection",
            "log_streams": context.arn("logs", f"log-group:{group}:*", region=region),
            "log_sources": context.arn("logs", "*", region=region),
            "tags": context.tags("inspection", zone="platform", level="platform"),
        },
    )


def _firewalls(context: Context, copy: ZoneCopy, sight: Sight) -> StackFile:
    platform = context.platform
    suffix = () if copy.side is Side.INNER else (copy.side.value,)
    rules = firewall_rules.rules(context, copy.side, sight)
    domains = platform.inspection.domains if platform.inspection and _has_leaving(copy, sight) else ()
    base = f"{platform.name}-{copy.reference.zone}"
    named = firewall_rules.domains_capacity(len(domains))
    room = firewall_rules.capacity(len(rules), beside=named)
    return StackFile(
        path=f"{copy.reference.zone}.tf",
        template="inspection/firewall.tf.j2",
        target="inspection",
        inputs={
            "zone": copy,
            "label": "main" if not suffix else suffix[0],
            "policy": Address("aws_networkfirewall_firewall_policy", "main" if not suffix else suffix[0]),
            "policy_name": base,
            "key": keys.INSPECTION,
            "rules": rules,
            "permissions_label": names.label("permissions", *suffix),
            "permissions": Address("aws_networkfirewall_rule_group", names.label("permissions", *suffix)),
            "capacity": room,
            "permissions_name": f"{base}-permissions-{room}",
            "domains": domains,
            "domains_label": names.label("domains", *suffix),
            "names": Address("aws_networkfirewall_rule_group", names.label("domains", *suffix)),
            "domains_capacity": named,
            "domains_name": f"{base}-domains-{named}",
            "sources": tuple(str(source.block) for source in sight.leaving if source.side is copy.side),
            "rest": BY_NAME if domains else BY_ADDRESS,
            "firewalls": tuple(_firewall(context, copy, subnet) for subnet in copy.subnets),
            "kinds": RECORDS,
            "log_group": logs.INSPECTION_GROUP if logs.has_firewall_group(platform) else None,
            "topics": [topic.arn for topic in audit_log.topics(context)],
            "period": PERIOD,
            "tags": context.tags(copy.stem, zone=copy.name, level="platform"),
        },
    )


def _has_leaving(copy: ZoneCopy, sight: Sight) -> bool:
    return any(source.side is copy.side for source in sight.leaving)


def _firewall(context: Context, copy: ZoneCopy, subnet: Subnet) -> Firewall:
    label = str(inspected.firewall(copy.side, subnet.letter)).partition(".")[2]
    name = f"{context.platform.name}-{copy.reference.zone}-{subnet.letter}"
    return Firewall(
        label=label,
        name=name,
        subnet=subnet,
        alarm_label=names.label(copy.reference.zone, subnet.letter, "drops"),
        alarm_name=f"{name}-drops",
        alarm_title=f"The firewall in {subnet.availability_zone} dropped what no rule passes",
        dimensions={"AvailabilityZone": subnet.availability_zone, "Engine": "Stateful", "FirewallName": name},
        tags=context.tags(f"{copy.stem}-{subnet.letter}", zone=copy.name, level="platform"),
    )
