"""Public entries: a load balancer, its certificate and its firewall for each `web` workload."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zlib import crc32

from bastide.hcl.literal import Address
from bastide.model.kinds import WorkloadKind
from bastide.model.platform import INTERNET, Workload, ZoneRef
from bastide.model.traffic import Protocol
from bastide.planner import flows, logs, names
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import ZoneCopy
from bastide.planner.flows import Edge, Origin

TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
"""TLS 1.3 and 1.2 with forward secrecy and authenticated ciphers only (Elastic Load Balancing guide)."""

NAME_LIMIT = 32
"""Longest name of a load balancer or target group, in characters."""

PRIORITIES = 50_000
"""A listener's rules have the places 1-50,000 (Elastic Load Balancing API, CreateRule)."""

REQUESTS_IN_FIVE_MINUTES = 2000
PLAIN_HTTP = 80


@dataclass(frozen=True, slots=True)
class Managed:
    """A rule group that AWS keeps up to date; `counted` tells whether it only counts, `exempt` rules that do."""

    name: str
    priority: int
    why: str
    counted: bool = False
    exempt: tuple[str, ...] = ()


RULE_GROUPS = (
    Managed("AWSManagedRulesAmazonIpReputationList", 10, "addresses known for attacks"),
    Managed(
        "AWSManagedRulesAnonymousIpList", 20, "anonymising networks: counted, for citizens use them too", counted=True
    ),
    Managed(
        "AWSManagedRulesCommonRuleSet",
        30,
        "common attacks; large bodies are counted, for citizens upload documents",
        exempt=("SizeRestrictions_BODY",),
    ),
    Managed("AWSManagedRulesKnownBadInputsRuleSet", 40, "known exploits, Log4j among them"),
    Managed("AWSManagedRulesSQLiRuleSet", 50, "SQL injection"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where an entry sends requests: a zone copy, the permission that allows it, and the path that selects it."""

    label: str
    name: str
    port: int
    permission: str
    path: str
    priority: int
    destination: ZoneRef
    kind: str = "ip"

    @property
    def address(self) -> Address:
        """The target group."""
        return Address("aws_lb_target_group", self.label)


@dataclass(frozen=True, slots=True)
class Entry:
    """A web workload in one zone copy."""

    label: str
    name: str
    zone: ZoneCopy
    domain: str
    redirects: bool
    targets: tuple[Target, ...]
    log_group_name: str
    tags: dict[str, str]

    @property
    def load_balancer(self) -> Address:
        """The load balancer."""
        return Address("aws_lb", self.label)

    @property
    def listener(self) -> Address:
        """The one listener that serves requests."""
        return Address("aws_lb_listener", self.label)

    @property
    def certificate(self) -> Address:
        """The certificate, which the domain's owner confirms by a DNS record."""
        return Address("aws_acm_certificate", self.label)

    @property
    def confirmed(self) -> Address:
        """The wait for that record: AWS refuses a listener whose certificate is not issued."""
        return Address("aws_acm_certificate_validation", self.label)

    @property
    def web_acl(self) -> Address:
        """The firewall."""
        return Address("aws_wafv2_web_acl", self.label)

    @property
    def plain_label(self) -> str:
        """The label of the listener that sends plain HTTP to HTTPS."""
        return names.label(self.label, "plain")

    @property
    def waf_label(self) -> str:
        """The label of the firewall's log group."""
        return names.label("waf", self.label)

    @property
    def log_group(self) -> Address:
        """The log group of the firewall, one of the access stream's."""
        return Address("aws_cloudwatch_log_group", self.waf_label)

    @property
    def acl_description(self) -> str:
        """What the firewall is for."""
        return f"Guards the public entry {self.name}"


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each web workload."""
    platform = context.platform
    term = platform.logging.term("access").keep_days
    for workload in platform.workloads:
        if workload.kind is not WorkloadKind.WEB:
            continue
        yield StackFile(
            path=f"entry-{workload.name}.tf",
            template="edge/entry.tf.j2",
            target=f"workload/{workload.name}",
            inputs={
                "workload": workload.name,
                "entries": tuple(entries(context, workload)),
                "tls_policy": TLS_POLICY,
                "rule_groups": RULE_GROUPS,
                "rate_limit": REQUESTS_IN_FIVE_MINUTES,
                "retention": logs.cloudwatch_days(term),
                "keep_days": term,
            },
        )
    if any(workload.kind is WorkloadKind.WEB for workload in platform.workloads):
        yield _delivery(context)


def _delivery(context: Context) -> StackFile:
    """One policy for all firewalls' log groups: an account holds ten in a region (CloudWatch Logs quotas)."""
    platform = context.platform
    region = platform.regions.primary
    return StackFile(
        path="entries.tf",
        template="edge/delivery.tf.j2",
        target="audit-log",
        inputs={
            "name": f"aws-waf-logs-{platform.name}",
            "account": platform.account,
            "log_streams": context.arn("logs", f"log-group:aws-waf-logs-{platform.name}-*:*", region=region),
            "log_sources": context.arn("logs", "*", region=region),
        },
    )


def entries(context: Context, workload: Workload) -> Iterator[Entry]:
    """Yield a web workload's entry in each copy of its zone."""
    for reference in flows.copies_of(context.platform, workload.zone):
        zone = context.copy(reference)
        suffix = [reference.agency] if reference.agency else []
        label = names.label(workload.name, *suffix)
        name = "-".join(["web", context.platform.name, workload.name, *suffix])
        yield Entry(
            label=label,
            name=names.short(name, NAME_LIMIT),
            zone=zone,
            domain=workload.domain,
            redirects=_takes_plain_http(context, zone),
            targets=tuple(_targets(context, zone, label, name)),
            log_group_name="-".join(["aws-waf-logs", context.platform.name, workload.name, *suffix]),
            tags=context.tags(
                "-".join([workload.name, *suffix]),
                zone=zone.name,
                level="platform",
                owner=context.owner_of(reference.agency),
            ),
        )


def _takes_plain_http(context: Context, zone: ZoneCopy) -> bool:
    return any(
        edge.source.zone == INTERNET and edge.destination == zone.reference and edge.traffic.first == PLAIN_HTTP
        for edge in context.edges
        if edge.traffic.protocol is Protocol.TCP
    )


def _targets(context: Context, zone: ZoneCopy, label: str, name: str) -> Iterator[Target]:
    edges = [edge for edge in context.edges if edge.source == zone.reference and _is_served(edge)]
    paths = _paths(edges)
    priorities: set[int] = set()
    for edge in edges:
        port = edge.traffic.first
        target = names.label(label, str(edge.destination), str(port))
        priorities.add(priority := _priority(target, priorities))
        yield Target(
            label=target,
            name=names.short(f"{name}-{str(edge.destination).replace('@', '-')}-{port}", NAME_LIMIT),
            port=port,
            permission=edge.id,
            path=paths[edge],
            priority=priority,
            destination=edge.destination,
            kind=_kind(context, edge.destination, port),
        )


def _kind(context: Context, destination: ZoneRef, port: int) -> str:
    """Scaling groups register hosts, everything else its addresses (Elastic Load Balancing guide, target type)."""
    hosts = (one for one in context.platform.workloads if one.kind is WorkloadKind.INSTANCES and one.compute)
    behind = any(
        one.compute is not None
        and one.compute.port == port
        and destination in flows.copies_of(context.platform, one.zone)
        for one in hosts
    )
    return "instance" if behind else "ip"


def _priority(target: str, taken: set[int]) -> int:
    """Return a rule's place by its own name: counted in a row, a new agency would move every later rule.

    AWS refuses to move a rule to a place that another still holds. Order means nothing here: no two paths overlap.
    """
    place = crc32(target.encode()) % PRIORITIES
    while place + 1 in taken:
        place = (place + 1) % PRIORITIES
    return place + 1


def _is_served(edge: Edge) -> bool:
    """A load balancer speaks HTTPS to one port of a zone copy; other permissions serve other hosts of its zone."""
    single = edge.traffic.first == edge.traffic.last
    declared = edge.origin is Origin.FLOW and edge.destination.zone != INTERNET
    return declared and single and edge.traffic.protocol is Protocol.TCP


def _paths(edges: list[Edge]) -> dict[Edge, str]:
    """Choose each target's path: all of it for a lone target, else the shortest of these names that is its own."""
    if len(edges) == 1:
        return {edges[0]: "/*"}
    found: dict[Edge, str] = {}
    for form in _FORMS:
        uses = Counter(form(edge) for edge in edges)
        for edge in edges:
            if uses[form(edge)] == 1:
                found.setdefault(edge, f"/{form(edge)}/*")
    return found


_FORMS: tuple[Callable[[Edge], str], ...] = (
    lambda edge: edge.destination.agency or edge.destination.zone,
    lambda edge: str(edge.destination).replace("@", "-"),
    lambda edge: f"{edge.destination}-{edge.traffic.first}",
)
