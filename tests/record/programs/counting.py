"""A loop over a list that only a deployment knows the length of."""

import pulumi_aws as aws

for index, zone in enumerate(aws.get_availability_zones().names):
    aws.ec2.Subnet(f"zone-{index}", vpc_id="vpc-1", cidr_block=f"10.0.{index}.0/24", availability_zone=zone)
