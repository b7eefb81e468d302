"""Ends with a code."""

import sys

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
sys.exit(3)
