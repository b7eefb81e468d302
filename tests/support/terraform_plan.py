"""A small plan in JSON, as `terraform show -json` prints it: one host in one subnet behind one group."""

GROUND = (
    ("aws_vpc.main", {"cidr_block": "10.40.0.0/16"}, {"id": True}, {}),
    ("aws_subnet.app", {"cidr_block": "10.40.1.0/24"}, {"id": True, "vpc_id": True}, {"vpc_id": "aws_vpc.main"}),
    (
        "aws_instance.app",
        {},
        {"id": True, "subnet_id": True, "vpc_security_group_ids": True},
        {
            "subnet_id": "aws_subnet.app",
            "vpc_security_group_ids": "aws_security_group.app",
        },
    ),
)


def plan_of(egress):
    """Return the plan; `egress` are the group's rules, None if the code leaves them out and so nobody knows them."""
    known = {} if egress is None else {"egress": egress}
    unknown = {"id": True, "vpc_id": True} | ({"egress": True} if egress is None else {})
    group = ("aws_security_group.app", {"ingress": [], **known}, unknown, {"vpc_id": "aws_vpc.main"})
    resources = (*GROUND, group)
    planned, changes, written = [], [], []
    for address, values, later, references in resources:
        kind, name = address.split(".")
        entry = {"address": address, "mode": "managed", "type": kind, "name": name}
        planned.append({**entry, "values": values, "sensitive_values": {}})
        changes.append({**entry, "change": {"actions": ["create"], "after_unknown": later}})
        expressions = {key: {"references": [f"{to}.id", to]} for key, to in references.items()}
        written.append({"address": address, "expressions": expressions, "provider_config_key": "aws"})
    return {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": planned}},
        "resource_changes": changes,
        "configuration": {"root_module": {"resources": written}},
    }
