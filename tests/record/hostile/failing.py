"""Fails after two of three resources, in a function."""

import pulumi_aws as aws


def third(names):
    return aws.s3.Bucket(names["third"], bucket="third")


first = aws.s3.Bucket("first", bucket="first")
aws.s3.BucketVersioning("second", bucket=first.id, versioning_configuration={"status": "Enabled"})
third({})
