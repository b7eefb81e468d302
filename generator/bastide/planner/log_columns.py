"""How AWS writes each kind of record that lies in a bucket: columns, the reader that takes a line apart, six fields.

Columns and readers are those of the Athena user guide, "Query AWS service logs".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bastide.model.log_schema import FIELDS

TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat"
TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
REGEX = "org.apache.hadoop.hive.serde2.RegexSerDe"
JSON = "org.openx.data.jsonserde.JsonSerDe"
HIVE_JSON = "org.apache.hive.hcatalog.data.JsonSerDe"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its Hive type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Format:
    """How records are written: what opens a file, what takes a line apart, and the columns that come of it."""

    reader: str
    columns: tuple[Column, ...]
    input: str = TEXT_INPUT
    options: tuple[tuple[str, str], ...] = ()

    @property
    def settings(self) -> Mapping[str, str]:
        """The reader's settings."""
        return dict(self.options)


def _texts(names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "string") for name in names.split())


def _fields(*expressions: str) -> Mapping[str, str]:
    return dict(zip(FIELDS, expressions, strict=True))


def _groups(*parts: str) -> tuple[tuple[str, str], ...]:
    return (("serialization.format", "1"), ("input.regex", " ".join(parts)))


_WORD, _QUOTED, _REST = "([^ ]*)", '"([^"]*)"', "(?: .*)?$"
"""Java patterns of one part of a line, and of what newer fields may follow."""

_IDENTITY = (
    "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,"
    "username:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,"
    "sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>"
)
TRAIL = Format(
    reader=HIVE_JSON,
    input="com.amazon.emr.cloudtrail.CloudTrailInputFormat",
    columns=(
        Column("eventversion", "string"),
        Column("useridentity", _IDENTITY),
        *_texts("eventtime eventsource eventname awsregion sourceipaddress useragent errorcode errormessage"),
        *_texts("requestparameters responseelements additionaleventdata requestid eventid readonly"),
        Column("resources", "array<struct<arn:string,accountid:string,type:string>>"),
        *_texts("eventtype recipientaccountid sharedeventid vpcendpointid"),
    ),
)
TRAIL_FIELDS = _fields(
    "eventtime",
    f"coalesce({', '.join(f'useridentity.{part}' for part in ('arn', 'username', 'principalid', 'invokedby'))}, '-')",
    "coalesce(sourceipaddress, '-')",
    "eventsource || ' ' || eventname",
    "coalesce(requestparameters, '-')",
    "coalesce(errorcode, errormessage, 'success')",
)
"""A sign-in that failed has neither an ARN nor an error code: its user's name and its error message say what it was."""
BUCKET = Format(
    reader=REGEX,
    columns=_texts(
        "bucketowner bucket_name requestdatetime remoteip requester requestid operation key request_uri httpstatus"
    ),
    options=_groups(_WORD, _WORD, r"\[(.*?)\]", *[_WORD] * 5, '(?:"([^"]*)"|-)', _WORD + _REST),
)
BUCKET_FIELDS = _fields(
    "date_format(parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z'), '%Y-%m-%dT%H:%i:%sZ')",
    "requester",
    "remoteip",
    "operation",
    "bucket_name || '/' || key",
    "httpstatus",
)
BALANCER = Format(
    reader=REGEX,
    columns=_texts(
        "type time elb client target request_processing_time target_processing_time response_processing_time"
        " elb_status target_status received sent request user_agent"
    ),
    options=_groups(*[_WORD] * 12, _QUOTED, _QUOTED + _REST),
)
BALANCER_FIELDS = _fields("time", "'-'", "split_part(client, ':', 1)", "request", "elb", "elb_status")
FIREWALL = Format(
    reader=JSON,
    columns=(
        *_texts("firewall_name availability_zone event_timestamp"),
        Column(
            "event",
            "struct<timestamp:string,event_type:string,src_ip:string,src_port:int,dest_ip:string,dest_port:int,"
            "proto:string,alert:struct<action:string,signature:string>>",
        ),
    ),
)
FIREWALL_FIELDS = _fields(
    "event.timestamp",
    "firewall_name",
    "event.src_ip",
    "event.proto || ' ' || coalesce(cast(event.dest_port AS varchar), '-')",
    "event.dest_ip",
    "coalesce(event.alert.action, event.event_type)",
)
