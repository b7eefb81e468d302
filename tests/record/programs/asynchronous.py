"""Registers from a coroutine."""

import asyncio

import pulumi
import pulumi_aws as aws


async def main():
    await asyncio.sleep(0.01)
    bucket = aws.s3.Bucket("b", bucket="b")
    name = await bucket.bucket.future()
    aws.s3.BucketVersioning("v", bucket=name, versioning_configuration={"status": "Enabled"})
    return bucket.arn


pulumi.export("arn", pulumi.Output.from_input(main()))
