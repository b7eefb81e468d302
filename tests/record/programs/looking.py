"""Decides on a made-up value outside of any function."""

import pulumi_aws as aws

if aws.get_caller_identity().account_id == "111122223333":
    aws.s3.Bucket("production", bucket="production")
else:
    aws.s3.Bucket("test", bucket="test")
