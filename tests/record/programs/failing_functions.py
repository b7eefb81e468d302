"""Functions that can't work on a value that is known only after deploying."""

import base64

import pulumi
import pulumi_aws as aws

bucket = aws.s3.Bucket("b", bucket="b")


def split(arn):
    return arn.split(":")[5]


async def later(arn):
    return int(arn)


def parameter(name, value):
    aws.ssm.Parameter(name, name=f"/{name}", type="String", value=value)


parameter("split", bucket.arn.apply(split))
parameter("int", bucket.arn.apply(lambda arn: str(int(arn))))
parameter("base64", bucket.arn.apply(lambda arn: base64.b64encode(arn.encode()).decode()))
parameter("branch", bucket.arn.apply(lambda arn: "open" if arn == "arn:aws:s3:::b" else "closed"))
parameter("joined-then-split", bucket.arn.apply(lambda arn: (arn + "/x").partition("/")[0]))
parameter("later", bucket.arn.apply(later))
parameter("attribute", bucket.arn.nothing)
parameter("kept", bucket.arn.apply(lambda arn: f"{arn}/*"))
parameter("stripped", bucket.arn.apply(lambda arn: arn.strip()))
parameter("known", bucket.bucket.apply(lambda name: name.upper()))
parameter("after", pulumi.Output.concat("the end of ", bucket.arn))
