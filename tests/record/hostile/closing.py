"""Closes every file that is open, the recorder's socket among them."""

import os

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
os.closerange(3, 1000)
