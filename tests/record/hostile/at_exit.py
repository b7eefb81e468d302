"""Fails when all is over."""

import atexit

import pulumi_aws as aws


def fail():
    raise ValueError


atexit.register(fail)
aws.s3.Bucket("first", bucket="first")
