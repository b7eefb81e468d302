"""Leaves a thread running that would keep the process."""

import threading
import time

import pulumi_aws as aws

threading.Thread(target=lambda: time.sleep(600)).start()
aws.s3.Bucket("first", bucket="first")
