"""Imports what is not installed."""

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
import a_module_that_nobody_has  # noqa: E402, F401
