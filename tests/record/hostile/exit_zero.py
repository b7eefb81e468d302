"""Ends early, in order."""

import sys

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
sys.exit(0)
