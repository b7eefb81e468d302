"""Components: the program's own, one that stands elsewhere, and what is inherited from them."""

import sys
from pathlib import Path

import pulumi
import pulumi_aws as aws

sys.path.insert(0, str(Path(__file__).parent / "node_modules"))
import library


class Network(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("city:index:Network", name, None, opts)
        self.vpc = aws.ec2.Vpc(name, cidr_block="10.0.0.0/16", opts=pulumi.ResourceOptions(parent=self))
        self.register_outputs({"vpc": self.vpc.id})


class Named(aws.s3.Bucket):
    def __init__(self, name, **options):
        super().__init__(name, bucket=f"named-{name}", **options)


dublin = aws.Provider("dublin", region="eu-west-1", default_tags={"tags": {"owner": "city"}})
network = Network("main", opts=pulumi.ResourceOptions(providers=[dublin]))
aws.ec2.Subnet("in", vpc_id=network.vpc.id, cidr_block="10.0.0.0/24", opts=pulumi.ResourceOptions(parent=network))
library.Store("store")
bucket = Named("one")
aws.s3.BucketVersioning(
    "after",
    bucket=bucket.id,
    versioning_configuration={"status": "Enabled"},
    opts=pulumi.ResourceOptions(depends_on=[network]),
)
