"""Reads what exists already."""

import pulumi_aws as aws

vpc = aws.ec2.Vpc.get("shared", "vpc-0a1b2c3d")
group = aws.ec2.SecurityGroup.get("default", vpc.default_security_group_id)
aws.ec2.Subnet("a", vpc_id=vpc.id, cidr_block=vpc.cidr_block)
aws.ec2.NetworkInterface("a", subnet_id="s", security_groups=[group.id])
