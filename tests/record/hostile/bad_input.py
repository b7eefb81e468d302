"""Gives a resource what the protocol can't carry."""

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
aws.s3.Bucket("bad", bucket=object())
