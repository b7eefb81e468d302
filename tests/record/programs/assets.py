"""Code and files that are uploaded."""

from pathlib import Path

import pulumi
import pulumi_aws as aws

here = Path(__file__).parent
aws.lambda_.Function("folder", role="r", code=pulumi.FileArchive("."))
aws.lambda_.Function("inside", role="r", code=pulumi.AssetArchive({"index.py": pulumi.StringAsset("pass")}))
aws.lambda_.Function("missing", role="r", code=pulumi.FileArchive("./build.zip"))
aws.s3.BucketObject("file", bucket="b", source=pulumi.FileAsset(str(here / "Pulumi.yaml")))
aws.s3.BucketObject("remote", bucket="b", source=pulumi.RemoteAsset("https://example.org/file"))
