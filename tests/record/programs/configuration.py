"""Reads every kind of configuration that may be missing."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
aws.ssm.Parameter("given", name="/given", type="String", value=config.require("given"))
aws.ssm.Parameter("missing", name="/missing", type="String", value=config.require("missing"))
aws.ssm.Parameter("hidden", name="/hidden", type="SecureString", value=config.require_secret("hidden"))
aws.ssm.Parameter("encrypted", name="/encrypted", type="SecureString", value=config.require_secret("encrypted"))
aws.ssm.Parameter("default", name="/default", type="String", value=config.get("absent") or "default")
aws.rds.Instance(
    "all",
    allocated_storage=config.require_int("storage"),
    multi_az=config.require_bool("zones"),
    tags=config.require_object("tags"),
    instance_class=pulumi.Config("aws").require("region"),
)
