"""Takes from another stack."""

import pulumi
import pulumi_aws as aws

network = pulumi.StackReference("city/network/prod")
aws.ec2.Subnet("a", vpc_id=network.get_output("vpcId"), cidr_block=network.require_output("cidr-a"))
aws.ec2.Subnet("b", vpc_id=network.outputs["vpcId"], cidr_block="10.0.0.0/24")
aws.rds.SubnetGroup(
    "c", subnet_ids=[network.get_output("subnets")[0], network.get_output("zones")["a"]], description="x"
)
aws.ssm.Parameter("d", name="/d", type="String", value=network.get_output("vpcId").apply(lambda vpc: f"vpc {vpc}"))
