"""The masking job as generated: its script is taken out of the tree and run, on tables and in an emulated cloud."""

import csv
import io
import json
import sys
import types
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase

import boto3
import pytest
from moto import mock_aws

from bastide.facts.values import shown
from bastide.model.masks import Mask
from bastide.planner import audit_log, log_buckets, log_tables, masking, object_store, roles
from support.platforms import HERE, platform, service, store
from support.stacks import context, graph, statements

CASES = store("cases", "object", "data@civil-affairs", personal=True)
FIGURES = store("figures", "object", "data@civil-affairs")
MASK = Mask("case-figures", "cases", "figures", ("district", "opened"), ("id_number",), 24, "how long", HERE)
REGISTRY = service("registry", "app@civil-affairs", ["cases"])
SPEC = platform(stores=(CASES, FIGURES), workloads=(REGISTRY,), masks=(MASK,))
FOUND = graph(SPEC, masking.files, object_store.files, roles.files)
JOB = FOUND.by_address["aws_glue_job.mask_case_figures"]
TABLE = (
    "id_number,name,district,opened\n110101199003077777,王芳,海淀,2026-01-05\n110101198512121234,李明,海淀,2026-02-01\n"
)


@pytest.fixture(scope="module")
def script():
    made = types.ModuleType("mask")
    content = str(FOUND.by_address["aws_s3_object.masking"].get("content"))
    exec(compile(content, "mask.py", "exec"), made.__dict__)  # noqa: S102 - the text under test is a program
    return made


def masked(script, text, name="a.csv", key=b"secret"):
    return script.table(script.Mask(MASK.keep, MASK.hash, key), name, text)[0]


def left_out(script, text, name="a.csv"):
    return script.table(script.Mask(MASK.keep, MASK.hash, b"secret"), name, text)[1]


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_only_what_is_named_is_left(script):
    first, second = rows(masked(script, TABLE))
    assert set(first) == {"id_number", "district", "opened"}
    assert (first["district"], second["opened"]) == ("海淀", "2026-02-01")


@pytest.mark.parametrize("secret", ["110101199003077777", "王芳", "李明"])
def test_nothing_of_a_person_is_left(script, secret):
    assert secret not in masked(script, TABLE)


def test_a_field_that_somebody_adds_later_is_dropped(script):
    assert "13800000000" not in masked(script, "district,phone\n海淀,13800000000\n")


def test_equal_values_stay_equal_under_one_key_and_not_under_another(script):
    twice = TABLE.splitlines()[1]
    text = TABLE + twice + "\n"
    one, _, again = (row["id_number"] for row in rows(masked(script, text)))
    other = rows(masked(script, text, key=b"another"))[0]["id_number"]
    assert one == again
    assert one != other


def test_an_empty_value_stays_empty(script):
    assert rows(masked(script, "id_number,district\n,海淀\n"))[0]["id_number"] == ""


def test_a_row_that_does_not_fit_the_header_is_dropped_and_counted(script):
    text = "district,name\n海淀,王芳,spilled\n\n"
    assert rows(masked(script, text)) == []
    assert left_out(script, text) == 1


def test_a_quotation_mark_without_its_other_half_shows_no_row_that_follows(script):
    with pytest.raises(csv.Error):
        masked(script, 'name,district\n王芳,"海淀\n李明,朝阳\n')


def test_a_long_value_is_read(script):
    assert len(rows(masked(script, "district\n" + "x" * 200_000 + "\n"))[0]["district"]) == 200_000


@pytest.mark.parametrize("sign", ["\u2028", "\u0085"])
def test_a_sign_that_parts_lines_elsewhere_parts_no_record(script, sign):
    line = json.dumps({"district": f"海{sign}淀"}, ensure_ascii=False)
    assert json.loads(masked(script, line + "\n", "a.jsonl").removesuffix("\n"))["district"] == f"海{sign}淀"
    assert left_out(script, line + "\n", "a.jsonl") == 0


def test_lines_that_are_no_record_are_counted(script):
    deep = "[" * 100_000
    assert left_out(script, f'{{"district": "海淀"}}\n\nno json\n[1]\n{deep}\n', "a.jsonl") == 3


def test_a_header_that_names_a_field_twice_is_refused(script):
    with pytest.raises(ValueError, match="twice"):
        masked(script, "district,district\n王芳,海淀\n")


def test_lists_and_objects_inside_a_record_are_dropped_though_their_field_is_kept(script):
    line = json.dumps({"district": {"name": "王芳"}, "opened": "2026-01-05", "id_number": 7})
    (record,) = map(json.loads, masked(script, line + "\nno json\n[1]\n", "a.jsonl").splitlines())
    assert set(record) == {"opened", "id_number"}
    assert record["id_number"] != 7


def cloud(script, arguments):
    """Run the job as Glue would, and return its exit and what it printed."""
    options = [part for name, value in arguments.items() for part in (name, value)]
    given = sys.argv
    sys.argv = ["mask.py", "--job-language", "python", *options]
    try:
        script.main()
    finally:
        sys.argv = given


@pytest.fixture
def arguments(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        s3 = boto3.client("s3")
        for bucket in ("cases", "figures"):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
        made = boto3.client("kms").create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
        named = {name: value for name, value in JOB.get("default_arguments").items() if isinstance(value, str)}
        yield {**named, "--source": "cases", "--target": "figures", "--key": made["KeyMetadata"]["Arn"]}


def contents(bucket):
    s3 = boto3.client("s3")
    names = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    return {name: s3.get_object(Bucket=bucket, Key=name)["Body"].read().decode() for name in names}


def test_a_run_copies_tables_below_its_prefix_and_nothing_else(script, arguments, capsys):
    s3 = boto3.client("s3")
    s3.put_object(Bucket="cases", Key="2026/王芳.csv", Body=TABLE.encode())
    s3.put_object(Bucket="cases", Key="scan.pdf", Body=b"110101199003077777")
    cloud(script, arguments)
    ((name, text),) = contents("figures").items()
    assert name.startswith("case-figures/")
    assert name.endswith(".csv")
    assert "王芳" not in name + text + capsys.readouterr().out
    assert "海淀" in text


def test_a_second_run_withdraws_the_copy_of_what_is_gone(script, arguments, capsys):
    s3 = boto3.client("s3")
    s3.put_object(Bucket="cases", Key="a.csv", Body=TABLE.encode())
    cloud(script, arguments)
    s3.delete_object(Bucket="cases", Key="a.csv")
    cloud(script, arguments)
    assert contents("figures") == {}
    assert [json.loads(line)["removed"] for line in capsys.readouterr().out.splitlines()] == [0, 1]


def test_a_copy_is_made_again_until_it_is_surely_of_the_original_as_it_is(script):
    written = datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert not script.current(written + timedelta(minutes=masking.TIMEOUT_MINUTES), written)
    assert script.current(written + timedelta(hours=2), written)


def test_an_original_that_is_replaced_while_it_is_read_is_masked_by_the_next_run(script, arguments, monkeypatch):
    s3, table = boto3.client("s3"), script.table
    s3.put_object(Bucket="cases", Key="a.csv", Body=TABLE.encode())

    def replaced(*given):
        s3.put_object(Bucket="cases", Key="a.csv", Body="district\n朝阳\n".encode())
        return table(*given)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(script, "table", replaced)
        cloud(script, arguments)
    cloud(script, arguments)
    assert list(contents("figures").values()) == ["district\n朝阳\n"]


def test_a_field_that_is_no_longer_kept_is_gone_from_the_copies_that_had_it(script, arguments, monkeypatch):
    boto3.client("s3").put_object(Bucket="cases", Key="a.csv", Body=TABLE.encode())
    monkeypatch.setattr(script, "current", lambda *_: True)
    cloud(script, arguments)
    cloud(script, {**arguments, "--keep": '["opened"]'})
    (text,) = contents("figures").values()
    assert "海淀" not in text


@pytest.mark.parametrize("broken", [b"district\n\xff\xfe", 'district\n"海淀\n'.encode()])
def test_a_table_that_cannot_be_read_is_not_copied_and_fails_the_run_after_the_others(script, arguments, broken):
    s3 = boto3.client("s3")
    s3.put_object(Bucket="cases", Key="a.csv", Body=broken)
    s3.put_object(Bucket="cases", Key="archived.csv", Body=TABLE.encode(), StorageClass="GLACIER")
    s3.put_object(Bucket="cases", Key="b.csv", Body=TABLE.encode())
    with pytest.raises(SystemExit, match="2"):
        cloud(script, arguments)
    assert len(contents("figures")) == 1


def test_the_job_reads_the_one_store_and_writes_below_one_prefix_of_the_other():
    found = statements(FOUND, "aws_iam_role_policy.mask_case_figures")
    assert [shown(one) for one in found["ReadSource"]["Resource"]] == ["${aws_s3_bucket.cases.arn}/*"]
    assert [shown(one) for one in found["WriteCopies"]["Resource"]] == ["${aws_s3_bucket.figures.arn}/case-figures/*"]


def test_only_the_job_computes_digests():
    users = {
        sid: one for sid, one in statements(FOUND, "aws_kms_key.mask_case_figures").items() if sid != "Administration"
    }
    assert {str(one["Principal"]["AWS"]) for one in users.values()} == {"aws_iam_role.mask_case_figures.arn"}
    assert "kms:GenerateMac" not in statements(FOUND, "aws_kms_key.mask_case_figures")["Administration"]["Action"]


@pytest.mark.parametrize("label", ["cases", "figures"])
def test_a_store_opens_to_the_job_by_name(label):
    outside = statements(FOUND, f"aws_s3_bucket_policy.{label}")["DenyFromOutside"]
    admitted = [str(one) for one in outside["Condition"]["ArnNotLike"]["aws:PrincipalArn"]]
    assert "aws_iam_role.mask_case_figures.arn" in admitted


def test_what_the_job_needs_is_within_the_boundary():
    allowed = {
        action
        for one in statements(FOUND, "aws_iam_policy.boundary").values()
        if one["Effect"] == "Allow"
        for action in ([one["Action"]] if isinstance(one["Action"], str) else one["Action"])
    }
    needed = {a for one in statements(FOUND, "aws_iam_role_policy.mask_case_figures").values() for a in one["Action"]}
    assert needed <= allowed


def test_without_a_mask_there_is_nothing():
    assert list(masking.files(context(replace(SPEC, masks=())))) == []


def test_the_boundary_waits_for_nothing_that_waits_for_it():
    added = [statements(FOUND, "aws_iam_policy.boundary")[sid] for sid in ("Digests", "Script", "WithdrawnCopies")]
    assert all(isinstance(one, str) for statement in added for one in statement["Resource"])


def test_the_access_bucket_takes_what_s3_records_about_the_script():
    files = graph(SPEC, masking.files, log_buckets.files)
    source = str(files.by_address["aws_s3_bucket.masking"].get("bucket"))
    admitted = statements(files, "aws_s3_bucket_policy.access_log")["BucketLogs"]["Condition"]["ArnLike"][
        "aws:SourceArn"
    ]
    assert any(fnmatchcase(f"arn:aws:s3:::{source}", pattern) for pattern in admitted)


def test_who_reads_the_script_can_be_looked_for_by_day():
    spec = replace(SPEC, logging=replace(SPEC.logging, normalise=True))
    logging = graph(spec, masking.files).by_address["aws_s3_bucket_logging.masking"]
    (table,) = [one for one in log_tables.tables(context(spec)) if one.name == "script-access"]
    bucket = graph(spec, masking.files).by_address["aws_s3_bucket.masking"].get("bucket")
    assert logging.nested("target_object_key_format")
    assert table.path == f"{logging.get('target_prefix')}123456789012/ap-southeast-1/{bucket}/${{day}}"
    assert table.keys == ("day",)


def test_a_platform_without_saved_queries_leaves_the_scripts_records_as_s3_sorts_them():
    assert not FOUND.by_address["aws_s3_bucket_logging.masking"].nested("target_object_key_format")


def test_a_run_that_does_not_end_well_is_told_to_every_channel():
    channels = (("soc", "soc@example.gov"), ("dpo", "dpo@example.gov"))
    found = graph(replace(SPEC, logging=replace(SPEC.logging, alerts=channels)), masking.files, audit_log.files)
    sought = found.by_address["aws_cloudwatch_event_rule.masking"].get("event_pattern").value["detail"]
    assert sought == {"jobName": (JOB.get("name"),), "state": ("FAILED", "STOPPED", "TIMEOUT")}
    targets = [one for one in found.by_address if one.startswith("aws_cloudwatch_event_target.masking_")]
    told = {str(found.by_address[one].get("arn")) for one in targets}
    assert told == {"aws_sns_topic.soc.arn", "aws_sns_topic.dpo.arn"}
    for channel in ("soc", "dpo"):
        assert "EventsTell" in statements(found, f"aws_sns_topic_policy.{channel}")
