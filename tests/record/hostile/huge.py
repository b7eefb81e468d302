"""Registers an input of thirty megabytes."""

import pulumi_aws as aws

aws.ssm.Parameter("huge", name="/huge", type="String", value="x" * 30_000_000)
aws.s3.Bucket("after", bucket="after")
