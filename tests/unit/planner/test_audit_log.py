import re
from dataclasses import replace
from fnmatch import fnmatchcase

import pytest

from bastide.model.records import Logging, LogTerm
from bastide.planner import audit_log, log_buckets
from bastide.planner.alarms import ALARMS, record_deletion
from support.platforms import HERE, platform, store, web
from support.stacks import ROOT, context

LONGEST_PATTERN = 1024
"""Characters that a CloudWatch filter pattern may have."""


READS = (
    "DescribeInternetGateways",
    "DescribeNatGateways",
    "DescribeRouteTables",
    "DescribeSecurityGroups",
    "DescribeTransitGatewayVpcAttachments",
    "DescribeTransitGateways",
    "DescribeVpcPeeringConnections",
    "DescribeVpnConnections",
    "ExportTransitGatewayRoutes",
    "GetBucketPolicy",
    "GetTransitGatewayRouteTableAssociations",
    "SearchTransitGatewayRoutes",
)
"""Calls that AWS Config and every plan make all day."""


def sounds(source, call):
    """Return the names of the alarms whose pattern names a call to a service."""
    service = re.compile(
        rf'\$\.eventSource = "?{re.escape(source)}\.amazonaws\.com"?\) && \(((?:\([^)]*\)(?: \|\| )?)+)'
    )
    calls = {alarm.name: " ".join(service.findall(alarm.pattern)) for alarm in ALARMS}
    return {
        name
        for name, found in calls.items()
        if any(fnmatchcase(call, one) for one in re.findall(r"\$\.eventName = ([^)]+)\)", found))
    }


def buckets(spec):
    return {bucket.label: bucket for bucket in log_buckets.buckets(context(spec))}


def logged(**terms):
    return Logging(tuple(LogTerm(name, days, locked, HERE) for name, (days, locked) in sorted(terms.items())), ())


def terms(**changes):
    usual = {"access": (366, False), "audit": (1096, True), "network": (366, False), "session": (1096, True)}
    return logged(**{**usual, **changes})


def services(bucket):
    return {delivery.service for delivery in bucket.deliveries}


def test_there_are_two_buckets_in_each_region():
    assert set(buckets(platform())) == {"access_log", "access_log_dr", "audit_log", "audit_log_dr"}
    one_region = replace(platform(), regions=replace(platform().regions, dr=None))
    assert set(buckets(one_region)) == {"access_log", "audit_log"}


def test_the_audit_bucket_is_locked_for_the_longest_immutable_term_in_both_regions():
    found = buckets(platform(logging=terms(session=(400, True))))
    assert found["audit_log"].lock_days == found["audit_log_dr"].lock_days == 1096


def test_nothing_expires_before_its_lock_or_its_term():
    for bucket in buckets(platform(logging=terms(network=(2000, True)))).values():
        assert bucket.keep_days >= bucket.lock_days
        assert bucket.lock_days or bucket.remains_days == bucket.keep_days


def test_the_access_bucket_is_never_locked_because_nothing_could_be_delivered():
    found = buckets(platform(logging=terms(access=(366, True))))
    assert found["access_log"].lock_days == 0
    assert found["access_log"].key is None


def test_immutable_access_logs_are_copied_into_the_locked_bucket_of_their_region():
    found = buckets(platform(logging=terms(access=(366, True))))
    assert [str(copy.bucket) for copy in found["access_log"].copies] == [
        "aws_s3_bucket.access_log_dr",
        "aws_s3_bucket.audit_log",
    ]
    assert [str(copy.bucket) for copy in found["access_log_dr"].copies] == ["aws_s3_bucket.audit_log_dr"]


def test_copies_are_never_copied_back():
    found = buckets(platform())
    assert found["audit_log_dr"].copies == found["access_log_dr"].copies == ()


def test_only_the_services_that_deliver_may_write():
    assert services(buckets(platform())["audit_log"]) == {"cloudtrail.amazonaws.com"}
    assert services(buckets(platform())["access_log"]) == {"logging.s3.amazonaws.com"}
    flow_logs = buckets(platform(logging=terms(network=(366, True))))["audit_log"]
    assert "delivery.logs.amazonaws.com" in services(flow_logs)
    entry = buckets(platform(workloads=(web("portal", "edge"),)))
    assert "logdelivery.elasticloadbalancing.amazonaws.com" in services(entry["access_log"])
    assert services(entry["audit_log_dr"]) == set()


def test_every_delivery_names_the_account_or_the_one_resource_it_acts_for():
    spec = platform(workloads=(web("portal", "edge"),), logging=terms(network=(366, True)))
    for bucket in buckets(spec).values():
        for delivery in bucket.deliveries:
            named = {key for keys in delivery.condition.values() for key in keys}
            assert named & {"aws:SourceAccount", "aws:SourceArn"}


def test_load_balancers_are_known_by_their_arn_for_they_name_no_account():
    spec = platform(workloads=(web("portal", "edge"),))
    (entry,) = [one for one in buckets(spec)["access_log"].deliveries if one.sid == "LoadBalancerLogs"]
    source = "arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:loadbalancer/*"
    assert entry.condition == {"ArnLike": {"aws:SourceArn": source}}


def test_the_access_bucket_does_not_record_its_own_recording():
    found = buckets(platform())
    assert found["access_log"].logs_to is None
    assert str(found["audit_log"].logs_to) == "aws_s3_bucket.access_log"
    assert str(found["audit_log_dr"].logs_to) == "aws_s3_bucket.access_log_dr"


def test_the_access_bucket_has_a_waiver_target_of_its_own():
    targets = {file.path: file.target for file in audit_log.files(context(platform()))}
    assert targets == {
        "audit-log.tf": "audit-log",
        "alarms.tf": "audit-log",
        "audit-log-bucket.tf": "audit-log",
        "audit-log-dr-bucket.tf": "audit-log",
        "access-log-bucket.tf": "access-log",
        "access-log-dr-bucket.tf": "access-log",
    }


def test_the_trail_records_objects_of_stores_whose_class_asks_for_it():
    spec = platform(
        stores=(
            store("case-files", "object", "data@civil-affairs"),
            store("leaflets", "object", "data@civil-affairs", "general"),
            store("pensions", "postgres", "data@social-security"),
        )
    )
    stores = next(one for one in audit_log.selectors(context(spec)) if one.name == "stores")
    assert [str(part.parts[0]) for part in stores.fields[-1].starts_with] == ["aws_s3_bucket.case_files.arn"]


def test_without_logged_stores_the_trail_still_records_who_reads_the_records():
    spec = platform(stores=())
    assert [one.name for one in audit_log.selectors(context(spec))] == ["management", "records-read", "records-deleted"]


def test_writing_records_is_not_recorded_or_the_trail_would_feed_itself():
    read = next(one for one in audit_log.selectors(context(platform())) if one.name == "records-read")
    assert ("readOnly", ("true",)) in [(field.name, field.equals) for field in read.fields]


def test_alarms_have_names_of_their_own_and_patterns_that_cloudwatch_takes():
    every = (*ALARMS, record_deletion(f"{'p' * 20}-audit-log-123456789012-apse1" for _ in range(4)))
    assert len({alarm.name for alarm in every}) == len(every)
    assert all(len(alarm.pattern) <= LONGEST_PATTERN for alarm in every)
    assert all(alarm.pattern.count("(") == alarm.pattern.count(")") for alarm in every)


def test_in_china_load_balancers_deliver_from_an_account_of_aws_below_their_own_path_alone():
    regions = replace(platform().regions, primary="cn-north-1", dr="cn-northwest-1")
    spec = platform(regions=regions, workloads=(web("portal", "edge"),))
    (entry,) = [one for one in buckets(spec)["access_log"].deliveries if one.sid == "LoadBalancerLogs"]
    assert entry.principal == {"AWS": "arn:aws-cn:iam::638102146993:root"}
    assert [str(part) for part in entry.resource.parts][1] == "/*/AWSLogs/123456789012/*"
    assert entry.condition == {}


def test_the_trails_topic_can_not_be_a_channels():
    spec = platform(logging=replace(terms(), alerts=(("trail-notices", "soc@example.gov"),)))
    inputs = {file.path: file.inputs for file in audit_log.files(context(spec))}
    (channel,) = inputs["alarms.tf"]["channels"]
    assert channel["topic"] != inputs["audit-log.tf"]["notices"]


def test_records_older_than_a_year_lie_cold_where_the_term_is_longer():
    assert {one.cold_days for one in buckets(platform(logging=terms(audit=(1096, True)))).values()} == {0, 366}
    assert {
        one.cold_days for one in buckets(platform(logging=terms(audit=(366, True), session=(366, True)))).values()
    } == {0}


@pytest.mark.parametrize(
    ("source", "call", "name"),
    [
        ("monitoring", "DeleteAlarms", "alarm-change"),
        ("monitoring", "DisableAlarmActions", "alarm-change"),
        ("monitoring", "PutMetricAlarm", "alarm-change"),
        ("sns", "Unsubscribe", "alarm-change"),
        ("sns", "SetTopicAttributes", "alarm-change"),
        ("events", "DisableRule", "alarm-change"),
        ("logs", "PutMetricFilter", "log-group-change"),
        ("logs", "DeleteMetricFilter", "log-group-change"),
        ("guardduty", "DeleteDetector", "detector-change"),
        ("access-analyzer", "DeleteAnalyzer", "detector-change"),
        ("securityhub", "DisableSecurityHub", "detector-change"),
        ("config", "DeleteConfigurationRecorder", "config-change"),
        ("s3", "DeleteAccountPublicAccessBlock", "bucket-policy-change"),
        ("iam", "DeactivateMFADevice", "identity-change"),
        ("iam", "UploadSigningCertificate", "identity-change"),
        ("ec2", "ModifyTransitGateway", "gateway-change"),
        ("ec2", "CreateVpnConnection", "gateway-change"),
        ("network-firewall", "UpdateRuleGroup", "firewall-change"),
        ("wafv2", "DisassociateWebACL", "firewall-change"),
        ("backup", "UpdateRegionSettings", "backup-deletion"),
        ("ssm", "UpdateDocumentDefaultVersion", "runbook-change"),
        ("ssm", "CreateDocument", "runbook-change"),
        ("ssm", "DeleteDocument", "runbook-change"),
    ],
)
def test_silencing_weakening_or_opening_something_sounds_an_alarm(source, call, name):
    assert sounds(source, call) == {name}


@pytest.mark.parametrize("call", READS)
def test_reading_something_sounds_no_alarm(call):
    assert {alarm for source in ("ec2", "s3") for alarm in sounds(source, call)} == set()


def test_the_modules_page_lists_every_alarm_with_its_title():
    page = (ROOT / "modules/aws/audit-log/README.md").read_text()
    for alarm in (*ALARMS, record_deletion(["a"])):
        assert f"| `{alarm.name}` | {alarm.title}" in page
