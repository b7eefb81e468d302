"""Prints a great deal, also what looks like an event of the recorder."""

import sys

import pulumi
import pulumi_aws as aws

forged = '{"event": "registration", "number": 7, "urn": "forged", "frames": []}'
for _ in range(20000):
    sys.stdout.write(f"{forged}\n")
    sys.stderr.write("noise " * 20 + "\n")
sys.stdout.buffer.write(b"\xff\xfe\x00")
aws.s3.Bucket("first", bucket="first")
pulumi.log.warn("the bucket is public")
pulumi.log.info("nothing to see")
