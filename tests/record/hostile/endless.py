"""Never ends."""

import pulumi_aws as aws

bucket = aws.s3.Bucket("first", bucket="first")


def forever(_):
    while True:
        pass


bucket.bucket.apply(forever)
