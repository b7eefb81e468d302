"""Questions to the provider, at once and later."""

import pulumi
import pulumi_aws as aws

zones = aws.get_availability_zones(state="available")
image = aws.ec2.get_ami(most_recent=True, owners=["amazon"])
account = aws.get_caller_identity().account_id
region = aws.get_region_output()
vpc = aws.ec2.get_vpc(default=True)
subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [vpc.id]}])

aws.ec2.Subnet("a", vpc_id=vpc.id, cidr_block="10.0.0.0/24", availability_zone=zones.names[0])
aws.ec2.Subnet("d", vpc_id=vpc.id, cidr_block="10.0.1.0/24", availability_zone=zones.names[3])
aws.ec2.Instance("a", ami=image.id, instance_type="t3.micro", subnet_id=subnets.ids[0])
aws.ssm.Parameter("tag", name="/tag", type="String", value=vpc.tags["Name"])
aws.ssm.Parameter("arn", name="/arn", type="String", value=f"arn:aws:iam::{account}:root")
aws.ssm.Parameter("region", name="/region", type="String", value=region.region)
aws.rds.SubnetGroup("all", subnet_ids=subnets.ids, description="all")
document = aws.iam.get_policy_document(
    statements=[
        {
            "actions": ["s3:PutObject", "s3:GetObject"],
            "resources": ["arn:aws:s3:::b/*"],
            "principals": [{"type": "AWS", "identifiers": [account]}],
        }
    ]
)
aws.iam.Policy("read", policy=document.json)
late = aws.iam.get_policy_document_output(
    statements=[{"actions": ["s3:*"], "resources": [pulumi.Output.from_input("*")]}]
)
aws.iam.Policy("late", policy=late.json)
