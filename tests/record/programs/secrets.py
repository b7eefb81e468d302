"""Secret values: at the top, inside, and as outputs."""

import pulumi
import pulumi_aws as aws

password = pulumi.Output.secret("hunter2")
database = aws.rds.Instance("d", instance_class="db.t3.micro", password=password, username="admin")
aws.lambda_.Function("f", role="r", environment={"variables": {"KEY": password, "PLAIN": "x"}})
aws.ssm.Parameter("p", name="/p", type="SecureString", value=database.password)
key = aws.iam.AccessKey("k", user="u")
aws.ssm.Parameter("k", name="/k", type="SecureString", value=key.secret)
