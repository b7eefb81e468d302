"""Street lights: two districts from one component, rights from a loop, one database."""

import json

import pulumi
import pulumi_alicloud as alicloud
from lights import District, DistrictArgs

RIGHTS = {
    "planner": ["oss:GetObject", "oss:PutObject"],
    "repair": ["oss:GetObject"],
}
CLIENTS = {
    "north": "10.140.0.0/24",
    "south": "10.140.16.0/24",
}
PARAMETERS = {"log_connections": "on", "log_disconnections": "on", "log_duration": "on"}

key = alicloud.kms.Key(
    "lights",
    description="Plans of the street lights",
    automatic_rotation="Enabled",
    rotation_interval="180d",
    pending_window_in_days=30,
    status="Enabled",
)
vpc = alicloud.vpc.Network("lights", vpc_name="lights", cidr_block="10.140.0.0/16")
records = alicloud.oss.Bucket(
    "records",
    bucket="street-lights-records",
    versioning={"status": "Enabled"},
    server_side_encryption_rule={"sse_algorithm": "KMS", "kms_master_key_id": key.id},
)
north = District(
    "north",
    DistrictArgs(block="10.140", vpc=vpc.id, key=key.id, records=records.id),
)
south = District(
    "south",
    DistrictArgs(
        block="10.140",
        vpc=vpc.id,
        key=key.id,
        records=records.id,
        zones=("cn-shanghai-l",),
        ports=(8883,),
    ),
)

lamps = alicloud.rds.Instance(
    "lamps",
    instance_name="street-lamps",
    engine="PostgreSQL",
    engine_version="16.0",
    instance_type="pg.n2.4c.2m",
    instance_storage=50,
    vswitch_id=north.switches[0].id,
    security_ips=list(CLIENTS.values()),
    encryption_key=key.id,
    ssl_action="Open",
    tde_status="Enabled",
    auto_upgrade_minor_version="Auto",
    sql_collector_status="Enabled",
    sql_collector_config_value=365,
    parameters=[{"name": name, "value": value} for name, value in PARAMETERS.items()],
)

alicloud.ram.AccountPasswordPolicy(
    "city",
    minimum_password_length=16,
    require_lowercase_characters=True,
    require_uppercase_characters=True,
    require_numbers=True,
    require_symbols=True,
    max_password_age=90,
    password_reuse_prevention=24,
    max_login_attempts=5,
)
for name, actions in RIGHTS.items():
    role = alicloud.ram.Role(
        name,
        role_name=f"lights-{name}",
        assume_role_policy_document=json.dumps(
            {
                "Version": "1",
                "Statement": [
                    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["fc.aliyuncs.com"]}}
                ],
            }
        ),
    )
    rights = alicloud.ram.Policy(
        name,
        policy_name=f"lights-{name}",
        policy_document=pulumi.Output.all(north.plans.bucket, south.plans.bucket).apply(
            lambda buckets, actions=actions: json.dumps(
                {
                    "Version": "1",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": actions,
                            "Resource": [f"acs:oss:*:*:{bucket}/*" for bucket in buckets],
                        }
                    ],
                }
            )
        ),
    )
    alicloud.ram.RolePolicyAttachment(
        name, role_name=role.role_name, policy_name=rights.policy_name, policy_type="Custom"
    )

pulumi.export("lamps", lamps.connection_string)
