"""Water meters: the network, queues, tables and logs, each made in a loop over a table."""

import json

import pulumi
import pulumi_aws as aws
from tables import ANSWERS, DATABASES, ENTRIES, FLOWS, GROUPS, LOGS, QUEUES, TABLES, TIERS, VOLUMES, ZONES

account = aws.get_caller_identity().account_id
SERVICES = ["logs.ap-southeast-1.amazonaws.com", "sqs.amazonaws.com", "dynamodb.amazonaws.com"]

key = aws.kms.Key(
    "meters",
    description="Readings of the water meters",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                },
                *(
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": service},
                        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                        "Resource": "*",
                    }
                    for service in SERVICES
                ),
            ],
        }
    ),
)

vpc = aws.ec2.Vpc("meters", cidr_block="10.30.0.0/16", enable_dns_hostnames=True)
aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc.id, ingress=[], egress=[])
gateway = aws.ec2.InternetGateway("meters", vpc_id=vpc.id)

subnets: dict[str, list[aws.ec2.Subnet]] = {}
for tier, settings in TIERS.items():
    subnets[tier] = [
        aws.ec2.Subnet(
            f"{tier}-{zone[-1]}",
            vpc_id=vpc.id,
            cidr_block=f"10.30.{settings['offset'] + index}.0/24",
            availability_zone=zone,
            map_public_ip_on_launch=False,
            tags={"tier": tier},
        )
        for index, zone in enumerate(ZONES)
    ]

nats = []
for subnet, zone in zip(subnets["edge"], ZONES, strict=True):
    address = aws.ec2.Eip(f"nat-{zone[-1]}", domain="vpc")
    nats.append(aws.ec2.NatGateway(f"nat-{zone[-1]}", allocation_id=address.allocation_id, subnet_id=subnet.id))

for tier, settings in TIERS.items():
    for subnet, zone, nat in zip(subnets[tier], ZONES, nats, strict=True):
        name = f"{tier}-{zone[-1]}"
        table = aws.ec2.RouteTable(name, vpc_id=vpc.id, tags={"tier": tier})
        aws.ec2.RouteTableAssociation(name, subnet_id=subnet.id, route_table_id=table.id)
        if settings["out"] == "gateway":
            aws.ec2.Route(name, route_table_id=table.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)
        elif settings["out"] == "nat":
            aws.ec2.Route(name, route_table_id=table.id, destination_cidr_block="0.0.0.0/0", nat_gateway_id=nat.id)

acl = aws.ec2.NetworkAcl(
    "records",
    vpc_id=vpc.id,
    subnet_ids=[subnet.id for subnet in subnets["records"]],
)
for number, entry in ENTRIES.items():
    aws.ec2.NetworkAclRule(
        f"records-in-{number}",
        network_acl_id=acl.id,
        rule_number=number,
        egress=False,
        protocol="tcp",
        rule_action=entry["action"],
        cidr_block=entry["block"],
        from_port=entry["port"],
        to_port=entry["port"],
    )
aws.ec2.NetworkAclRule(
    "records-out",
    network_acl_id=acl.id,
    rule_number=100,
    egress=True,
    protocol="tcp",
    rule_action="allow",
    cidr_block="10.30.16.0/20",
    from_port=1024,
    to_port=65535,
)

groups = {
    name: aws.ec2.SecurityGroup(name, name=f"meters-{name}", description=words, vpc_id=vpc.id)
    for name, words in GROUPS.items()
}
for flow in FLOWS:
    aws.vpc.SecurityGroupIngressRule(
        f"{flow['to']}-{flow['port']}",
        security_group_id=groups[flow["to"]].id,
        description=flow["why"],
        ip_protocol="tcp",
        from_port=flow["port"],
        to_port=flow["port"],
        cidr_ipv4=flow["source"],
    )
for answer in ANSWERS:
    aws.vpc.SecurityGroupEgressRule(
        f"{answer['of']}-out-{answer['port']}",
        security_group_id=groups[answer["of"]].id,
        description="only what the service needs",
        ip_protocol="tcp",
        from_port=answer["port"],
        to_port=answer["port"],
        cidr_ipv4=answer["target"],
    )

logs = {
    name: aws.cloudwatch.LogGroup(name, name=f"/meters/{name}", retention_in_days=days, kms_key_id=key.arn)
    for name, days in LOGS.items()
}
deliverer = aws.iam.Role(
    "flow",
    name="meters-flow",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "vpc-flow-logs.amazonaws.com"},
                }
            ],
        }
    ),
)
aws.ec2.FlowLog(
    "meters",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination=logs["flow"].arn,
    iam_role_arn=deliverer.arn,
)

for name, queue in QUEUES.items():
    dead = aws.sqs.Queue(f"{name}-dead", name=f"meters-{name}-dead", kms_master_key_id=key.id)
    aws.sqs.Queue(
        name,
        name=f"meters-{name}",
        message_retention_seconds=queue["keep"],
        kms_master_key_id=key.id,
        redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": queue["retries"]}),
    )

for name, table in TABLES.items():
    aws.dynamodb.Table(
        name,
        name=f"meters-{name}",
        billing_mode="PAY_PER_REQUEST",
        hash_key=table["key"],
        attributes=[aws.dynamodb.TableAttributeArgs(name=table["key"], type="S")],
        point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=table["recovery"]),
        server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(enabled=True, kms_key_arn=key.arn),
        deletion_protection_enabled=True,
    )

members = aws.rds.SubnetGroup(
    "records",
    name="meters-records",
    description="Readings of the water meters",
    subnet_ids=[subnet.id for subnet in subnets["records"]],
)
for name, database in DATABASES.items():
    aws.rds.Instance(
        name,
        identifier=f"meters-{name}",
        engine="postgres",
        engine_version="16.4",
        instance_class=database["size"],
        allocated_storage=500,
        username="steward",
        manage_master_user_password=True,
        db_subnet_group_name=members.name,
        vpc_security_group_ids=[groups["records"].id],
        publicly_accessible=database["public"],
        multi_az=True,
        storage_encrypted=database["encrypted"],
        kms_key_id=key.arn,
        iam_database_authentication_enabled=True,
        auto_minor_version_upgrade=True,
        backup_retention_period=database["backups"],
        copy_tags_to_snapshot=True,
        deletion_protection=True,
        enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
        performance_insights_enabled=True,
        performance_insights_kms_key_id=key.arn,
    )

for name, volume in VOLUMES.items():
    aws.ebs.Volume(
        name,
        availability_zone=ZONES[0],
        size=volume["size"],
        encrypted=volume["encrypted"],
        kms_key_id=key.arn,
    )

pulumi.export("subnets", {tier: [subnet.id for subnet in members] for tier, members in subnets.items()})
