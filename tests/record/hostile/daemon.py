"""Leaves a process behind that has left its group and session."""

import os
import time

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/bin/sleep", ["sleep", "613"])  # noqa: S606
    os._exit(0)
time.sleep(0.2)
