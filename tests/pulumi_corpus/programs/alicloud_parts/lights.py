"""A district with its switches, groups and store as one component."""

from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud


@dataclass(frozen=True)
class DistrictArgs:
    """What a district is made from."""

    block: str
    vpc: pulumi.Input[str]
    key: pulumi.Input[str]
    records: pulumi.Input[str]
    zones: tuple[str, ...] = ("cn-shanghai-f", "cn-shanghai-g")
    administration: str = "10.140.250.0/24"
    ports: tuple[int, ...] = (22, 8883)
    encrypted: bool = True
    acl: str = "private"


class District(pulumi.ComponentResource):
    """Lights of one district."""

    def __init__(self, name: str, args: DistrictArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("lights:city:District", name, {}, opts)
        inside = pulumi.ResourceOptions(parent=self)
        self.switches = [
            alicloud.vpc.Switch(
                f"{name}-{zone[-1]}",
                vpc_id=args.vpc,
                vswitch_name=f"{name}-{zone[-1]}",
                cidr_block=f"{args.block}.{index}.0/24",
                zone_id=zone,
                opts=inside,
            )
            for index, zone in enumerate(args.zones)
        ]
        self.group = alicloud.ecs.SecurityGroup(
            name,
            security_group_name=name,
            description=f"Lights of {name}",
            vpc_id=args.vpc,
            opts=inside,
        )
        for port in args.ports:
            alicloud.ecs.SecurityGroupRule(
                f"{name}-{port}",
                type="ingress",
                ip_protocol="tcp",
                port_range=f"{port}/{port}",
                policy="accept",
                security_group_id=self.group.id,
                cidr_ip=args.administration,
                description="Administration",
                opts=inside,
            )
        self.disk = alicloud.ecs.EcsDisk(
            name,
            disk_name=name,
            zone_id=args.zones[0],
            category="cloud_essd",
            size=200,
            encrypted=args.encrypted,
            kms_key_id=args.key,
            opts=inside,
        )
        self.plans = alicloud.oss.Bucket(
            name,
            bucket=f"street-lights-{name}",
            acl=args.acl,
            versioning={"status": "Enabled"},
            logging={"target_bucket": args.records, "target_prefix": f"{name}/"},
            server_side_encryption_rule={"sse_algorithm": "KMS", "kms_master_key_id": args.key},
            opts=inside,
        )
        self.register_outputs({"plans": self.plans.bucket})
