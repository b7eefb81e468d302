"""Formats an output as if it were a text, which writes an explanation into the property."""

import pulumi_aws as aws

bucket = aws.s3.Bucket("b", bucket="b")
aws.ssm.Parameter("p", name="/p", type="String", value=f"{bucket.arn}/*")
