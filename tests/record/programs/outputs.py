"""Outputs of every kind: texts, numbers, lists, objects, and what is put together from them."""

import pulumi
import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
database = aws.rds.Instance("main", engine="postgres", instance_class="db.t3.micro", manage_master_user_password=True)
cluster = aws.eks.Cluster("main", role_arn="arn:aws:iam::111122223333:role/eks", vpc_config={"subnet_ids": ["a", "b"]})


def parameter(name, value):
    aws.ssm.Parameter(name, name=f"/{name}", type="String", value=value)


parameter("text", vpc.arn)
parameter("echo", vpc.cidr_block)
parameter("number", database.port.apply(str))
parameter("next-number", database.port.apply(lambda port: str(port + 1)))
parameter("equal-number", database.port.apply(lambda port: "open" if port == 22 else "closed"))
parameter("truth", database.multi_az.apply(lambda several: "several" if several else "one"))
parameter("secret-arn", database.master_user_secrets[0].secret_arn)
parameter("nested", cluster.vpc_config.cluster_security_group_id)
parameter("nested-in-function", cluster.vpc_config.apply(lambda config: config.vpc_id))
parameter("concat", pulumi.Output.concat("arn: ", vpc.arn, "/x"))
parameter("format", pulumi.Output.format("{0} and {1}", vpc.arn, vpc.id))
parameter("json", pulumi.Output.json_dumps({"arn": vpc.arn, "list": [vpc.id]}))
parameter("all", pulumi.Output.all(vpc.arn, database.endpoint).apply(lambda both: f"{both[0]} {both[1]}"))
parameter("named", pulumi.Output.all(arn=vpc.arn).apply(lambda one: one["arn"] + "/*"))
parameter("literal", vpc.cidr_block.apply(lambda block: block.split("/")[1]))
parameter("reference", pulumi.Output.from_input(vpc.cidr_block))
parameter("list", cluster.certificate_authority.data)
aws.ec2.Subnet("a", vpc_id=vpc, cidr_block="10.0.0.0/24")
aws.ec2.Instance("a", ami="ami-1", instance_type="t3.micro", cpu_options={"core_count": database.port})

pulumi.export("arn", vpc.arn)
pulumi.export("nested", {"list": [vpc.id, 1, True, None], "port": database.port})
pulumi.export("hidden", pulumi.Output.secret("s3cret"))
