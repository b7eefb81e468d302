"""Sixty buckets that differ in everything, each with a name that only the bucket before it gives."""

import pulumi_aws as aws

before = None
for number in range(60):
    tags = {"number": str(number), "before": before.bucket if before else "none"}
    before = aws.s3.Bucket(f"bucket-{number}", bucket=f"crowd-{number}", tags=tags)
