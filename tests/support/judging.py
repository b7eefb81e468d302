"""Small trees and a declaration for tests of the judge."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bastide.facts.case import Case
from bastide.graph.terraform import read_tree
from bastide.model.declared_use import DeclaredClient, DeclaredFerry, DeclaredModel, DeclaredShare, DeclaredWorkload
from bastide.model.graph import Graph
from bastide.model.intent import (
    DeclaredAccount,
    DeclaredAudit,
    DeclaredDestruction,
    DeclaredExisting,
    DeclaredFlow,
    DeclaredInspection,
    DeclaredLog,
    DeclaredRecovery,
    DeclaredRole,
    DeclaredSource,
    DeclaredStore,
    DeclaredTier,
    DeclaredZone,
    Intent,
)
from bastide.scan.registry import all_rules


def flow(source, destination, first, *, last=None, protocol="tcp"):
    return DeclaredFlow(f"{source}-{destination}", source, destination, protocol, first, last or first, "flow", "test")


def store(name, *resources, **changes):
    whole = DeclaredStore(
        name=name,
        kind="object",
        zone="data",
        data_class="core",
        personal=False,
        customer_key=True,
        access_log=True,
        lock=True,
        rpo_minutes=60,
        rto_minutes=240,
        keep_days=366,
        copy_to_dr=True,
        resources=resources,
        copies=(),
        backup_lock=True,
        rotate_days=90,
    )
    return replace(whole, **changes)


def role(name, **changes):
    whole = DeclaredRole(name, (), (), (), 60, False, 0, None, f"aws_iam_role.{name}")
    return replace(whole, **changes)


GIVEN_KEY = "arn:aws:kms:ap-southeast-1:123456789012:key/0d990263-018e-4e65-a703-eff731de951e"

INTENT = Intent(
    platform="window",
    cloud="aws",
    account="123456789012",
    regions=("ap-northeast-1", "ap-southeast-1"),
    frameworks=(),
    zones=(
        DeclaredZone("app", "app", None, "internal", ("10.40.1.0/24",)),
        DeclaredZone("data", "data", None, "isolated", ("10.40.2.0/24",)),
        DeclaredZone("edge", "edge", None, "internet", ("10.40.0.0/24",)),
    ),
    flows=(flow("app", "data", 5432),),
    never=(),
    stores=(
        store("records", "aws_s3_bucket.records"),
        store("files", "aws_efs_file_system.records", kind="file"),
        store("cases", "aws_db_instance.records", kind="postgres"),
        store("people", "aws_s3_bucket.people", personal=True),
        store("pensions", "aws_db_instance.pensions", kind="postgres", zone="data@social-security"),
        store("registry", "aws_db_instance.registry", kind="postgres", zone="data@civil-affairs"),
    ),
    roles=(
        role("auditor", read=("logs",)),
        role("break_glass", alert="aws_sns_topic.soc"),
        role("dba", holders=("arn:aws:iam::123456789012:user/zhang.min",)),
        role("operator", reach=("app",)),
        role("vendor", never_reads=("core",)),
    ),
    separate=(("auditor", "operator"),),
    logs=(
        DeclaredLog("audit", 1096, True, ("aws_s3_bucket.audit",)),
        DeclaredLog("network", 366, False, ("aws_cloudwatch_log_group.flow",)),
    ),
    waivers=(),
    account_rules=DeclaredAccount(14, 90, 90),
    tiers=(
        DeclaredTier("low", 1440, ("aws_sqs_queue.tickets",)),
        DeclaredTier("medium", 60, ("aws_sns_topic.medium",)),
        DeclaredTier("high", 15, ("aws_sns_topic.high",)),
    ),
    isolation=("aws_security_group.isolation",),
    destruction=DeclaredDestruction(
        role="aws_iam_role.destruction",
        runbooks=("aws_ssm_document.destruction",),
        approvers=("aws_iam_role.approver_1",),
        approvals=1,
        keys=("aws_kms_key.records",),
    ),
    models=(
        DeclaredModel(
            name="assistant",
            zone="data",
            store="records",
            file="r1.tar",
            digest="3f0a9d5c1b7e2846aa10c4d8e9f2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4",
            hosts=("aws_instance.assistant",),
            api="aws_api_gateway_rest_api.assistant",
            role="aws_iam_role.assistant",
            clients=(DeclaredClient("health", 20000, 5, "aws_api_gateway_usage_plan.assistant_health"),),
        ),
    ),
    existing=(
        DeclaredExisting("network", "vpc-0e0e0e0e0e0e0e0e0", "", ("10.0.0.0/8",), "10.40.0.0/16"),
        DeclaredExisting("key", GIVEN_KEY, "core"),
        DeclaredExisting("log-bucket", "city-records", "210987654321"),
    ),
    workloads=(DeclaredWorkload("analysis", "app", (), "aws_iam_role.analysis", "analytics"),),
    shares=(
        DeclaredShare(
            name="checks",
            store="records",
            agency="civil-affairs",
            to=("social-security",),
            purpose="residence check",
            level="",
            prefix="extracts/",
            until=date(2027, 6, 30),
            resource="aws_iam_policy.share_checks",
            holders=("aws_iam_role.receiver",),
        ),
    ),
    inspected=(DeclaredInspection("app", "data", "inspection"),),
    audit=DeclaredAudit(6, "aws_sns_topic.audit", ("architecture", "data")),
    sources=(
        DeclaredSource(
            "network",
            ("aws_cloudwatch_log_group.flow",),
            "aws_cloudwatch_query_definition.flow",
            (("time", "@timestamp"),),
        ),
    ),
    recovery=DeclaredRecovery(3, "aws_sns_topic.soc"),
    ferries=(DeclaredFerry("checks", "records", "people", "aws_iam_role.ferry", "aws_iam_role.scanner", None),),
)
"""A declaration that speaks of more than any one test tree holds; `fitting` leaves what the tree has."""


OF_THE_ACCOUNT = ("aws_ec2_instance_metadata_defaults", "aws_iam_account_password_policy")
"""Types that only a tree has which sets rules for its account."""


def tree(text: str) -> Graph:
    with TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_text(text, encoding="utf-8")
        return read_tree(Path(folder))


def fitting(intent: Intent, graph: Graph) -> Intent:
    """Leave only those declared stores, roles and logs whose resources are in the tree."""

    def present(entry):
        return replace(entry, resources=tuple(one for one in entry.resources if one in graph.by_address))

    roles = tuple(one for one in intent.roles if one.resource in graph.by_address)
    names = {one.name for one in roles}
    has_rules = any(one.type in OF_THE_ACCOUNT for one in graph.resources)
    return replace(
        intent,
        account_rules=intent.account_rules if has_rules else None,
        stores=tuple(one for entry in intent.stores if (one := present(entry)).resources),
        logs=tuple(one for entry in intent.logs if (one := present(entry)).resources),
        roles=roles,
        workloads=tuple(one for one in intent.workloads if one.resource in graph.by_address),
        shares=tuple(one for one in intent.shares if {one.resource, *one.holders} & graph.by_address.keys()),
        ferries=tuple(one for one in intent.ferries if one.role in graph.by_address),
        tiers=intent.tiers if any({*one.targets} & graph.by_address.keys() for one in intent.tiers) else (),
        audit=intent.audit if intent.audit is not None and intent.audit.topic in graph.by_address else None,
        sources=intent.sources if "aws_athena_workgroup.logs" in graph.by_address else (),
        recovery=intent.recovery if "aws_backup_vault.gold" in graph.by_address else None,
        isolation=tuple(one for one in intent.isolation if one in graph.by_address),
        separate=tuple(pair for pair in intent.separate if set(pair) <= names),
    )


def case(text: str, intent: Intent | None = INTENT) -> Case:
    graph = tree(text)
    assert graph.problems == (), graph.problems
    return Case(graph, None if intent is None else fitting(intent, graph), {"main.tf": text})


def rule(word: str):
    return next(one for one in all_rules() if one.word == word)


def answers(word: str, text: str, intent: Intent | None = INTENT):
    """Return what a rule says about a tree: (outcome, resource, line) of each finding."""
    return [
        (str(one.outcome), one.resource, one.place.line if one.place else 0)
        for one in rule(word).check(case(text, intent))
    ]


def outcomes(word: str, text: str, intent: Intent | None = INTENT):
    return [outcome for outcome, _, _ in answers(word, text, intent)]
