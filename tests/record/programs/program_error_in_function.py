"""A function that fails on a value that is known: the program's own fault."""

import pulumi
import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
aws.s3.Bucket("b", bucket=pulumi.Output.from_input("name").apply(lambda name: {}[name]))
