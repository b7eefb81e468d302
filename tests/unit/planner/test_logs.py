from dataclasses import replace

import pytest

from bastide.model.platform import Access
from bastide.model.records import Logging, LogTerm
from bastide.planner import logs
from support.platforms import HERE, platform, web
from support.stacks import context


def terms(**immutable):
    streams = ("access", "audit", "network", "session")
    return Logging(tuple(LogTerm(one, 366, immutable.get(one, False), HERE) for one in streams), ())


def resources(spec):
    return {log.stream: log.resources for log in logs.declared(context(spec))}


@pytest.mark.parametrize(("asked", "kept"), [(1, 1), (184, 365), (365, 365), (366, 400), (1096, 1096), (1097, 1827)])
def test_a_term_is_rounded_up_to_one_that_cloudwatch_offers(asked, kept):
    assert logs.cloudwatch_days(asked) == kept


def test_a_term_past_ten_years_never_expires():
    assert logs.cloudwatch_days(3653) == 3653
    assert logs.cloudwatch_days(3654) == logs.FOREVER


def test_no_term_is_ever_rounded_down():
    assert all(logs.cloudwatch_days(days) >= days for days in range(1, 3654))


def test_every_stream_names_what_keeps_it_in_both_regions():
    assert resources(platform()) == {
        "access": (
            "aws_cloudwatch_log_group.pensions_postgresql",
            "aws_cloudwatch_log_group.pensions_upgrade",
            "aws_s3_bucket.access_log",
            "aws_s3_bucket.access_log_dr",
        ),
        "audit": ("aws_cloudwatch_log_group.audit", "aws_s3_bucket.audit_log", "aws_s3_bucket.audit_log_dr"),
        "network": ("aws_cloudwatch_log_group.network",),
        "session": ("aws_cloudwatch_log_group.session", "aws_s3_bucket.audit_log", "aws_s3_bucket.audit_log_dr"),
    }


def test_an_immutable_stream_is_kept_in_the_audit_bucket_too():
    spec = platform(logging=terms(network=True, access=True))
    assert "aws_s3_bucket.audit_log" in resources(spec)["network"]
    assert "aws_s3_bucket.audit_log" in resources(spec)["access"]


def test_firewall_records_belong_to_the_access_stream():
    spec = platform(workloads=(web("portal", "edge"),))
    assert "aws_cloudwatch_log_group.waf_portal" in resources(spec)["access"]


def test_a_stream_that_nothing_writes_to_is_not_declared():
    spec = platform(access=Access("bastion", "ops", (), ()))
    assert "session" not in resources(spec)


def test_one_region_has_no_copies():
    spec = platform(regions=replace(platform().regions, dr=None))
    assert not any(address.endswith("_dr") for kept in resources(spec).values() for address in kept)


def test_the_lock_lasts_as_long_as_the_longest_immutable_term():
    spec = terms(audit=True, network=True)
    longer = replace(spec, terms=(replace(spec.terms[1], keep_days=1096), *spec.terms[2:]))
    assert logs.locked_days(platform(logging=longer)) == 1096
    assert logs.locked_days(platform(logging=terms())) == 0


def test_an_immutable_access_log_is_the_copy_that_can_be_locked():
    kept = resources(platform(logging=terms(access=True)))["access"]
    assert {"aws_s3_bucket.audit_log", "aws_s3_bucket.audit_log_dr"} <= set(kept)
    assert not {"aws_s3_bucket.access_log", "aws_s3_bucket.access_log_dr"} & set(kept)
