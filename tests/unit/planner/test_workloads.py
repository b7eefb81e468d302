from dataclasses import replace

from bastide.model.platform import Access
from bastide.planner import workloads
from support.platforms import platform, service, store, web, zone
from support.stacks import context


def files(spec):
    return {file.path: file for file in workloads.files(context(spec))}


def units(spec, name):
    return {unit.zone.name: unit for unit in files(spec)[f"workload-{name}.tf"].inputs["units"]}


def actions(unit):
    return {action for one in unit.statements for action in one["Action"]}


def test_a_service_gets_one_unit_in_each_copy_of_its_zone():
    spec = platform(workloads=(service("registry", "app"),))
    assert set(units(spec, "registry")) == {"app@civil-affairs", "app@social-security"}


def test_a_unit_uses_its_own_agencys_stores_only():
    spec = platform(workloads=(service("registry", "app", ["pensions"]),))
    found = units(spec, "registry")
    assert actions(found["app@social-security"]) == {"rds-db:connect"}
    assert found["app@civil-affairs"].statements == ()


def test_a_database_is_used_as_the_workloads_own_user():
    spec = platform(workloads=(service("pension-service", "app@social-security", ["pensions"]),))
    (connect,) = units(spec, "pension-service")["app@social-security"].statements
    assert connect["Resource"][0].parts[-1] == "/pension_service"


def test_objects_are_read_and_written_but_never_deleted():
    files_store = store("case-files", "object", "data@civil-affairs")
    spec = platform(stores=(files_store,), workloads=(service("registry", "app@civil-affairs", ["case-files"]),))
    used = actions(units(spec, "registry")["app@civil-affairs"])
    assert {"s3:GetObject", "s3:PutObject", "kms:Decrypt"} <= used
    assert not any("Delete" in action for action in used)


def test_files_are_mounted_through_the_access_point_only():
    scans = store("case-scans", "file", "data@civil-affairs")
    spec = platform(stores=(scans,), workloads=(service("registry", "app@civil-affairs", ["case-scans"]),))
    (mount,) = units(spec, "registry")["app@civil-affairs"].statements
    point = mount["Condition"]["StringEquals"]["elasticfilesystem:AccessPointArn"]
    assert str(point) == "aws_efs_access_point.case_scans.arn"
    assert mount["Condition"]["Bool"] == {"elasticfilesystem:AccessedViaMountTarget": "true"}


def test_a_host_carries_the_label_of_its_most_sensitive_store():
    stores = (store("low", "object", "data@civil-affairs", "general"), store("high", "object", "data@civil-affairs"))
    spec = platform(stores=stores, workloads=(service("registry", "app@civil-affairs", ["low", "high"]),))
    assert units(spec, "registry")["app@civil-affairs"].tags["bastide:level"] == "important"


def test_a_web_entrys_stores_are_filled_by_a_publisher():
    spec = platform(
        stores=(store("assets", "object", "edge", "general"),), workloads=(web("portal", "edge", ["assets"]),)
    )
    statements = files(spec)["workload-portal.tf"].inputs["statements"]
    assert {one["Sid"] for one in statements} == {"ListObjects", "ReadAndWriteObjects", "UseKeys"}
    assert "workload-portal.tf" not in files(platform(workloads=(web("portal", "edge"),)))


def test_every_copy_where_nothing_stands_gets_a_hardened_start():
    spec = platform(zones=(*platform().zones, zone("quiet", "isolated")))
    bases = {path for path in files(spec) if path.startswith("base-")}
    assert bases == {
        "base-app-civil-affairs.tf",
        "base-app-social-security.tf",
        "base-data-civil-affairs.tf",
        "base-edge.tf",
        "base-quiet.tf",
    }


def test_what_carries_a_group_makes_a_hardened_start_needless():
    planned = context(
        platform(
            stores=(
                store("scans", "file", "data@civil-affairs"),
                store("pensions", "postgres", "data@social-security"),
            ),
            workloads=(web("portal", "edge"), service("registry", "app")),
        )
    )
    assert all(workloads.attaches(planned, copy) for copy in planned.copies)


def test_objects_carry_no_security_group():
    planned = context(platform(stores=(store("files", "object", "data@civil-affairs"),)))
    copy = next(one for one in planned.copies if one.name == "data@civil-affairs")
    assert not workloads.attaches(planned, copy)


def test_without_anything_that_calls_them_the_endpoints_zone_is_empty():
    planned = context(platform(access=Access("bastion", "ops", (), ())))
    services = next(one for one in planned.copies if one.name == "services")
    assert not workloads.attaches(planned, services)


def test_role_names_fit_iam():
    long = "a" * 24
    spec = platform(name="p" * 20, workloads=(service(long, "app"),))
    found = [unit.name for unit in units(spec, long).values()]
    assert len(set(found)) == 2
    assert all(len(name) <= workloads.ROLE_NAME_LIMIT for name in found)


def test_hosts_take_their_role_through_the_partitions_own_ec2():
    plain = context(platform())
    chinese = context(platform(regions=replace(platform().regions, primary="cn-north-1", dr="cn-northwest-1")))
    assert (plain.host_service, chinese.host_service) == ("ec2.amazonaws.com", "ec2.amazonaws.com.cn")


def test_the_declaration_names_what_holds_the_rights_of_each_copy_and_what_it_uses_there():
    assets = store("assets", "object", "edge", "general")
    pensions = store("pensions", "postgres", "data@social-security")
    spec = platform(
        stores=(assets, pensions),
        workloads=(service("registry", "app", ["pensions"]), web("portal", "edge", ["assets"]), web("plain", "edge")),
    )
    assert [(one.name, one.zone, one.uses, one.resource) for one in workloads.declared(context(spec))] == [
        ("portal", "edge", ("assets",), "aws_iam_policy.publisher_portal"),
        ("registry", "app@civil-affairs", (), "aws_iam_role.workload_registry_civil_affairs"),
        ("registry", "app@social-security", ("pensions",), "aws_iam_role.workload_registry_social_security"),
    ]
