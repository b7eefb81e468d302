"""Stalls on the market: a host, files, events and a public site, with dict literals for nested settings."""

import json

import pulumi
import pulumi_aws as aws

TAGS = {"owner": "markets", "project": pulumi.get_project()}

key = aws.kms.Key(
    "stalls",
    description="Stalls on the market",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    policy=aws.get_caller_identity_output().account_id.apply(
        lambda account: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                        "Action": "kms:*",
                        "Resource": "*",
                    }
                ],
            }
        )
    ),
    tags=TAGS,
)

vpc = aws.ec2.Vpc("stalls", cidr_block="10.90.0.0/16", assign_generated_ipv6_cidr_block=True, tags=TAGS)
aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc.id, ingress=[], egress=[])
gateway = aws.ec2.InternetGateway("stalls", vpc_id=vpc.id)
outside = aws.ec2.EgressOnlyInternetGateway("stalls", vpc_id=vpc.id)
edge = aws.ec2.Subnet("edge", vpc_id=vpc.id, cidr_block="10.90.0.0/24", availability_zone="us-west-2a", tags=TAGS)
edge_b = aws.ec2.Subnet("edge-b", vpc_id=vpc.id, cidr_block="10.90.1.0/24", availability_zone="us-west-2b", tags=TAGS)
files_a = aws.ec2.Subnet("files", vpc_id=vpc.id, cidr_block="10.90.10.0/24", availability_zone="us-west-2a", tags=TAGS)

edge_table = aws.ec2.RouteTable(
    "edge",
    vpc_id=vpc.id,
    routes=[
        {"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id},
        {"ipv6_cidr_block": "::/0", "egress_only_gateway_id": outside.id},
    ],
)
files_table = aws.ec2.RouteTable(
    "files",
    vpc_id=vpc.id,
    routes=[],
)
aws.ec2.RouteTableAssociation("edge", subnet_id=edge.id, route_table_id=edge_table.id)
aws.ec2.RouteTableAssociation("edge-b", subnet_id=edge_b.id, route_table_id=edge_table.id)
aws.ec2.RouteTableAssociation("files", subnet_id=files_a.id, route_table_id=files_table.id)

aws.ec2.NetworkAcl(
    "files",
    vpc_id=vpc.id,
    subnet_ids=[files_a.id],
    ingress=[
        {
            "rule_no": 90,
            "action": "deny",
            "protocol": "tcp",
            "cidr_block": "0.0.0.0/0",
            "from_port": 22,
            "to_port": 22,
        },
        {
            "rule_no": 100,
            "action": "allow",
            "protocol": "tcp",
            "cidr_block": "10.90.0.0/23",
            "from_port": 2049,
            "to_port": 2049,
        },
    ],
    egress=[
        {
            "rule_no": 100,
            "action": "allow",
            "protocol": "tcp",
            "cidr_block": "10.90.0.0/23",
            "from_port": 1024,
            "to_port": 65535,
        },
    ],
)

web_group = aws.ec2.SecurityGroup(
    "web",
    name="stalls-web",
    description="The site of the market",
    vpc_id=vpc.id,
    ingress=[
        {
            "description": "From the town hall",
            "protocol": "tcp",
            "from_port": 443,
            "to_port": 443,
            "cidr_blocks": ["192.0.2.0/24"],
            "ipv6_cidr_blocks": ["2001:db8:40::/48"],
        },
    ],
    egress=[
        {
            "description": "To the files",
            "protocol": "tcp",
            "from_port": 2049,
            "to_port": 2049,
            "cidr_blocks": ["10.90.10.0/24"],
        },
    ],
    tags=TAGS,
)
files_group = aws.ec2.SecurityGroup(
    "files",
    name="stalls-files",
    description="Files of the market",
    vpc_id=vpc.id,
    ingress=[
        {
            "description": "From the site",
            "protocol": "tcp",
            "from_port": 2049,
            "to_port": 2049,
            "security_groups": [web_group.id],
        },
    ],
    egress=[],
    tags=TAGS,
)

flow = aws.cloudwatch.LogGroup("flow", name="/stalls/flow", retention_in_days=400, kms_key_id=key.arn, tags=TAGS)
aws.ec2.FlowLog("stalls", vpc_id=vpc.id, traffic_type="ALL", log_destination=flow.arn)

files = aws.efs.FileSystem(
    "files",
    encrypted=True,
    kms_key_id=key.arn,
    lifecycle_policies=[{"transition_to_ia": "AFTER_60_DAYS"}],
    tags=TAGS,
)
aws.efs.MountTarget("files", file_system_id=files.id, subnet_id=files_a.id, security_groups=[files_group.id])

role = aws.iam.Role(
    "host",
    name="stalls-host",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "ec2.amazonaws.com"},
                }
            ],
        }
    ),
    inline_policies=[
        {
            "name": "mail",
            "policy": json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["ses:SendEmail"],
                            "Resource": "arn:aws:ses:us-west-2:111122223333:identity/markets.example.org",
                        }
                    ],
                }
            ),
        }
    ],
)
profile = aws.iam.InstanceProfile("host", name="stalls-host", role=role.name)
template = aws.ec2.LaunchTemplate(
    "host",
    name="stalls-host",
    image_id="ami-0c1b2a3d4e5f60718",
    instance_type="m6g.large",
    iam_instance_profile={"arn": profile.arn},
    metadata_options={"http_endpoint": "enabled", "http_tokens": "required", "http_put_response_hop_limit": 1},
    monitoring={"enabled": True},
    network_interfaces=[{"associate_public_ip_address": "false", "security_groups": [web_group.id]}],
    block_device_mappings=[
        {
            "device_name": "/dev/xvda",
            "ebs": {"encrypted": "true", "kms_key_id": key.arn, "volume_size": 50},
        }
    ],
)
balancer = aws.lb.LoadBalancer(
    "web",
    name="stalls-web",
    internal=False,
    security_groups=[web_group.id],
    subnets=[edge.id, edge_b.id],
    drop_invalid_header_fields=True,
    enable_deletion_protection=True,
    access_logs={"bucket": "markets-access-records", "prefix": "web", "enabled": True},
    tags=TAGS,
)
hosts = aws.lb.TargetGroup(
    "hosts",
    name="stalls-hosts",
    port=8443,
    protocol="HTTPS",
    vpc_id=vpc.id,
    health_check={"path": "/health", "protocol": "HTTPS"},
)
aws.lb.Listener(
    "web",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificate_arn="arn:aws:acm:us-west-2:111122223333:certificate/3f2b1c9e-6a4d-4f7e-9b1a-0c5d7e8f9a10",
    default_actions=[{"type": "forward", "target_group_arn": hosts.arn}],
)
aws.lb.Listener(
    "plain",
    load_balancer_arn=balancer.arn,
    port=80,
    protocol="HTTP",
    default_actions=[
        {
            "type": "redirect",
            "redirect": {"port": "443", "protocol": "HTTPS", "status_code": "HTTP_301"},
        }
    ],
)
aws.autoscaling.Group(
    "hosts",
    name="stalls-hosts",
    min_size=2,
    max_size=6,
    vpc_zone_identifiers=[edge.id, edge_b.id],
    target_group_arns=[hosts.arn],
    launch_template={"id": template.id, "version": "$Latest"},
    tags=[{"key": "owner", "value": "markets", "propagate_at_launch": True}],
)

pulumi.export("site", balancer.dns_name)
