"""School meals: a network, a database and a service, put together from components."""

import json

import pulumi
import pulumi_aws as aws
from parts.database import Database, DatabaseArgs
from parts.network import Network, NetworkArgs
from parts.service import Service, ServiceArgs

ACCOUNT = aws.get_caller_identity().account_id

key = aws.kms.Key(
    "meals",
    description="Records of school meals",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                }
            ],
        }
    ),
)
network = Network(
    "meals",
    NetworkArgs(
        block="10.60.0.0/16",
        zones=("ap-southeast-2a", "ap-southeast-2b"),
        public=("10.60.0.0/24", "10.60.1.0/24"),
        service=("10.60.10.0/24", "10.60.11.0/24"),
        data=("10.60.20.0/24", "10.60.21.0/24"),
        tags={"owner": "school-board"},
    ),
)
flow = aws.cloudwatch.LogGroup("flow", name="/school/flow", retention_in_days=400, kms_key_id=key.arn)
aws.ec2.FlowLog("meals", vpc_id=network.vpc.id, traffic_type="ALL", log_destination=flow.arn)

records = aws.s3.Bucket("records", bucket="school-meals-records")
aws.s3.BucketPublicAccessBlock(
    "records",
    bucket=records.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
certificate = aws.acm.Certificate("meals", domain_name="meals.example.edu", validation_method="DNS")
monitor = aws.iam.Role(
    "monitor",
    name="school-monitor",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "monitoring.rds.amazonaws.com"},
                }
            ],
        }
    ),
)
service = Service(
    "orders",
    ServiceArgs(
        vpc=network.vpc.id,
        public=[one.id for one in network.public],
        private=[one.id for one in network.service],
        certificate=certificate.arn,
        key=key.arn,
        records=records.id,
        image="registry.example.edu/orders:1.8.2",
    ),
)
database = Database(
    "meals",
    DatabaseArgs(
        vpc=network.vpc.id,
        subnets=[one.id for one in network.data],
        clients=service.tasks.id,
        key=key.arn,
        monitor=monitor.arn,
    ),
)
pulumi.export("endpoint", database.cluster.endpoint)
