"""Tries to end everything that it may."""

import contextlib
import os
import signal

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
for number in (os.getppid(), -1):
    with contextlib.suppress(OSError):
        os.kill(number, signal.SIGTERM)
aws.s3.Bucket("second", bucket="second")
