"""A town library, with a fault on every line that says so."""

import json

import pulumi
import pulumi_aws as aws
from parts.network import Room

vpc = aws.ec2.Vpc("main", cidr_block="10.9.0.0/16", assign_generated_ipv6_cidr_block=True)
other = aws.ec2.Vpc("other", cidr_block="10.8.0.0/16")
gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
room = Room("room", vpc, gateway)

inline = aws.ec2.SecurityGroup(
    "inline",
    vpc_id=vpc.id,
    description="catalogue",
    ingress=[
        {"description": "own", "protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["10.9.0.0/16"]},
        {  # finds: NET001
            "description": "all",
            "protocol": "tcp",
            "from_port": 22,
            "to_port": 22,
            "cidr_blocks": ["0.0.0.0/0"],
        },
    ],
    egress=[],
)
aws.ec2.SecurityGroupRule(
    "separate",
    type="ingress",
    security_group_id=room.group.id,
    protocol="tcp",
    from_port=5432,
    to_port=5432,
    cidr_blocks=["0.0.0.0/0"],  # finds: NET001
    description="records",
)
for port in (23, 445):
    aws.ec2.SecurityGroupRule(
        f"loop-{port}",
        type="ingress",
        security_group_id=inline.id,
        protocol="tcp",
        from_port=port,
        to_port=port,
        cidr_blocks=["0.0.0.0/0"],  # finds: NET001 NET001
        description="in a loop",
    )
applied = aws.ec2.SecurityGroup(
    "applied",
    vpc_id=vpc.id,
    description="made in apply",
    ingress=vpc.cidr_block.apply(
        lambda block: [
            {"description": "own", "protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": [block]},
            {  # finds: NET001
                "description": "all",
                "protocol": "-1",
                "from_port": 0,
                "to_port": 0,
                "cidr_blocks": ["0.0.0.0/0"],
            },
        ]
    ),
    egress=[],
)
aws.ec2.VpcPeeringConnection("other", vpc_id=vpc.id, peer_vpc_id=other.id, auto_accept=True)  # finds: NET003

papers = aws.s3.Bucket("papers", bucket="library-papers")  # finds: CKV_AWS_145
aws.s3.BucketPublicAccessBlock(
    "papers",
    bucket=papers.id,
    block_public_acls=True,
    block_public_policy=False,  # finds: DATA002
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.BucketPolicy(
    "papers",
    bucket=papers.id,
    policy=papers.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": "*",  # finds: DATA002
                        "Action": "s3:GetObject",
                        "Resource": f"{arn}/*",
                    }
                ],
            }
        )
    ),
)
database = aws.rds.Instance(  # finds: CKV_AWS_16
    "records",
    identifier="records",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="dba",
    password="correct-horse-battery",  # noqa: S106 # finds: CODE002
    storage_encrypted=False,
)
role = aws.iam.Role(
    "clerk",
    name="clerk",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
            ],
        }
    ),
)
aws.iam.RolePolicy(  # finds: CKV_AWS_63
    "dumped",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "*", "Resource": papers.arn}],  # finds: ACC002
        }
    ),
)
aws.iam.RolePolicy(  # finds: CKV_AWS_63
    "asked",
    role=role.id,
    policy=aws.iam.get_policy_document(  # finds: CKV_AWS_49
        statements=[
            aws.iam.GetPolicyDocumentStatementArgs(effect="Allow", actions=["*"], resources=["arn:aws:s3:::x/*"])
        ],
    ).json,
)
