"""What the example of compute says of containers and hosts, read as the judge reads it."""

import json
import re
import shutil
from datetime import date

import pytest

from bastide.app.generate import generate
from bastide.graph.terraform import read_tree
from bastide.model.graph import Encoded
from support.stacks import ROOT


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compute")
    shutil.copyfile(ROOT / "modules/aws/compute/example.yaml", folder / "platform.yaml")
    return generate(folder / "platform.yaml", output=None, today=date(2026, 12, 1), discard_edits=False).tree


@pytest.fixture(scope="module")
def found(tree):
    return read_tree(tree)


@pytest.fixture(scope="module")
def container(found):
    value = found.by_address["aws_ecs_task_definition.workload_desk"].get("container_definitions")
    assert isinstance(value, Encoded)
    (only,) = value.value
    return only


def test_a_container_is_named_by_its_digest_and_never_root(container):
    assert re.fullmatch(r".*/desk@sha256:[0-9a-f]{64}", container["image"])
    assert container["user"] not in ("0", "root", "0:0")
    assert container["privileged"] is False


def test_a_container_writes_nothing_but_its_scratch_volume(container):
    assert container["readonlyRootFilesystem"] is True
    assert [one["sourceVolume"] for one in container["mountPoints"]] == ["scratch"]
    assert container["linuxParameters"]["capabilities"] == {"drop": ("ALL",)}


def test_the_agent_fetches_one_image_and_the_container_holds_another_role(found):
    task = found.by_address["aws_ecs_task_definition.workload_desk"]
    assert str(task.get("task_role_arn")) != str(task.get("execution_role_arn"))
    policy = found.by_address["aws_iam_role_policy.workload_desk_agent"].get("policy").value
    fetched = next(one for one in policy["Statement"] if one["Sid"] == "FetchTheImage")
    assert [str(one) for one in fetched["Resource"]] == ["aws_ecr_repository.desk.arn"]


def test_the_portals_target_group_is_the_containers(found):
    (bound,) = found.by_address["aws_ecs_service.workload_desk"].nested("load_balancer")
    assert str(bound.get("target_group_arn")) == "aws_lb_target_group.portal_app_8443.arn"
    assert found.by_address["aws_lb_target_group.portal_app_8443"].get("target_type") == "ip"


def test_a_tag_of_the_registry_means_one_image_for_ever(found):
    repository = found.by_address["aws_ecr_repository.desk"]
    assert repository.get("image_tag_mutability") == "IMMUTABLE"
    (scanned,) = repository.nested("image_scanning_configuration")
    assert scanned.get("scan_on_push") is True


def test_hosts_start_from_the_hardened_template_and_are_found_by_their_patch_group(found):
    group = found.by_address["aws_autoscaling_group.workload_counts"]
    (template,) = group.nested("launch_template")
    assert str(template.get("id")) == "aws_launch_template.workload_counts.id"
    tags = {one.get("key"): one.get("value") for one in group.nested("tag")}
    (target,) = found.by_address["aws_ssm_maintenance_window_target.hosts"].nested("targets")
    assert target.get("key") == "tag:PatchGroup"
    assert target.get("values") == (tags["PatchGroup"],)
    assert found.by_address["aws_ssm_patch_group.hosts"].get("patch_group") == tags["PatchGroup"]


def test_the_registrys_doors_are_there_only_where_containers_are(found, tmp_path):
    assert "aws_vpc_endpoint.ecr_dkr" in found.by_address
    shutil.copyfile(ROOT / "modules/aws/workload/example.yaml", tmp_path / "platform.yaml")
    other = generate(tmp_path / "platform.yaml", output=None, today=date(2026, 12, 1), discard_edits=False).tree
    assert "aws_vpc_endpoint.ecr_dkr" not in read_tree(other).by_address


def test_what_containers_say_is_a_declared_log(tree):
    declared = json.loads((tree / "intent.json").read_text())
    (access,) = [one for one in declared["logs"] if one["stream"] == "access"]
    assert {"aws_cloudwatch_log_group.workload_desk", "aws_cloudwatch_log_group.containers"} <= set(access["resources"])


def test_the_log_group_that_ecs_would_make_has_a_key_and_a_term_before_the_cluster_is_there(found, tree):
    group = found.by_address["aws_cloudwatch_log_group.container_measures"]
    assert group.get("name") == "/aws/ecs/containerinsights/window/performance"
    assert str(group.get("kms_key_id")) == "aws_kms_key.logs.arn"
    assert group.get("retention_in_days") >= 180
    cluster = (tree / "containers.tf").read_text().split('"aws_ecs_cluster" "main"')[1].split("\nresource")[0]
    assert "depends_on = [aws_cloudwatch_log_group.container_measures]" in cluster
