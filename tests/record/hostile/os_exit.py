"""Ends its process behind the SDK's back."""

import asyncio
import os

import pulumi_aws as aws


async def leave():
    await bucket.id.future()
    os._exit(0)


bucket = aws.s3.Bucket("first", bucket="first")
asyncio.ensure_future(leave())  # noqa: RUF006
for number in range(100):
    aws.s3.Bucket(f"more-{number}", bucket=bucket.id)
