"""Every source of records: what keeps them, and where each of the six fields of the schema stands in them.

Records lie in CloudWatch log groups or in the log buckets, and are read where they lie: nothing is copied to be read.
Field names are those of the services' own guides. A record that doesn't hold a field says `-` for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.log_schema import FIELDS
from bastide.planner import logs, stores
from bastide.planner.context import Context

NONE = '"-"'

FLOW = (
    'parse @message "* * * * * * * * * * * * * *" as version, account, interface, source, destination, source_port,'
    " destination_port, protocol_number, packets, size, began, ended, verdict, status"
)
WAF = 'parse @message \'"action":"*"\' as verdict'
POSTGRES = (
    'parse @message "* UTC:*(*):*@*:[*]:*:  *" as stamp, source, source_port, login, database, process, severity,'
    " statement"
)


@dataclass(frozen=True, slots=True)
class GroupSource:
    """Records in log groups, read by Logs Insights: what takes a line apart first, and an expression for each field."""

    name: str
    title: str
    groups: tuple[Address, ...]
    fields: Mapping[str, str]
    parse: str = ""

    @property
    def query(self) -> str:
        """The saved query: the six fields, latest record first."""
        shown = ", ".join(f"{self.fields[field]} as {field}" for field in FIELDS)
        lines = [*([self.parse] if self.parse else []), f"fields {shown}", f"display {', '.join(FIELDS)}"]
        return " | ".join([*lines, "sort @timestamp desc", "limit 1000"])


def _fields(*expressions: str) -> Mapping[str, str]:
    return dict(zip(FIELDS, expressions, strict=True))


_NETWORK = _fields(
    "@timestamp",
    "interface",
    "source",
    'concat("protocol ", protocol_number, " port ", destination_port)',
    "destination",
    "verdict",
)
_SESSION = _fields("eventTime", "userIdentity.arn", NONE, "sessionData.0", "target.id", NONE)
_WAF = _fields(
    "@timestamp",
    NONE,
    "httpRequest.clientIp",
    'concat(httpRequest.httpMethod, " ", httpRequest.uri)',
    "webaclId",
    "verdict",
)
_POSTGRES = _fields("@timestamp", "login", "source", "statement", "database", "severity")
_EXCHANGE = _fields("@timestamp", "execution_arn", NONE, "type", "details.name", 'coalesce(details.error, "-")')
_FINDINGS = _fields("@timestamp", "source", NONE, "`detail-type`", "resources.0", "detail.severity")
_TUNNELS = _fields("@timestamp", "@logStream", NONE, "details", "@logStream", "ike_phase1_state")
_FIREWALL = _fields(
    "event.timestamp",
    "firewall_name",
    "event.src_ip",
    'concat(event.proto, " ", event.dest_port)',
    "event.dest_ip",
    "coalesce(event.alert.action, event.event_type)",
)
_NAMES = _fields("query_timestamp", "coalesce(srcids.instance, vpc_id)", "srcaddr", "query_type", "query_name", "rcode")

_LINES = _fields("@timestamp", "@logStream", NONE, "@message", "@log", NONE)
_MODELS = _fields(
    "@timestamp", "coalesce(apiKeyId, caller)", "sourceVpce", 'concat(method, " ", path)', "@log", "status"
)


def groups(context: Context) -> Iterator[GroupSource]:
    """Yield the sources whose records lie in log groups, those that this platform has."""
    platform = context.platform
    yield from _of_network(context)
    yield from _of_use(context)
    if logs.has_sessions(platform):
        yield GroupSource("sessions", "what people did on hosts", (logs.SESSION_GROUP,), _SESSION)
    if platform.ferries:
        yield GroupSource("exchange", "files between the sides", (logs.EXCHANGE_GROUP,), _EXCHANGE)
    if platform.detection is not None:
        yield GroupSource("findings", "what detectors found", (logs.FINDINGS_GROUP,), _FINDINGS)


def _of_network(context: Context) -> Iterator[GroupSource]:
    platform = context.platform
    yield GroupSource("network", "connections", (logs.NETWORK_GROUP,), _NETWORK, FLOW)
    if logs.has_names(platform):
        yield GroupSource("names", "names that hosts ask for", (logs.NAMES_GROUP,), _NAMES)
    if logs.has_tunnels(platform):
        yield GroupSource("tunnels", "tunnels of the sites", (logs.SITES_GROUP,), _TUNNELS)
    if logs.has_firewall_group(platform):
        yield GroupSource("inspection", "what firewalls passed and dropped", (logs.INSPECTION_GROUP,), _FIREWALL)


def _of_use(context: Context) -> Iterator[GroupSource]:
    if found := logs.firewall_groups(context):
        yield GroupSource("web-firewall", "requests to public entries", found, _WAF, WAF)
    if found := stores.log_groups(context):
        yield GroupSource("databases", "statements and connections", found, _POSTGRES, POSTGRES)
    if found := tuple(logs.container_groups(context)):
        yield GroupSource("containers", "what containers say", found, _LINES)
    if found := tuple(logs.model_groups(context)):
        yield GroupSource("models", "who asks large models", found, _MODELS)
    if found := tuple(logs.model_fault_groups(context)):
        yield GroupSource("model-faults", "what went wrong as models were asked", found, _LINES)
