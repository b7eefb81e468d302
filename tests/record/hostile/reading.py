"""Asks the user, who is not there."""

import sys

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="nothing" if sys.stdin.read() == "" else "something")
