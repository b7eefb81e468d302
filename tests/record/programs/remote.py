"""A component that is made in the engine."""

import pulumi
import pulumi_aws as aws


class Vpc(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("awsx:ec2:Vpc", name, {"cidr_block": "10.0.0.0/16", "vpc_id": None}, opts, remote=True)

    @property
    @pulumi.getter(name="vpcId")
    def vpc_id(self) -> pulumi.Output[str]:
        return pulumi.get(self, "vpc_id")

    def translate_output_property(self, prop):
        return {"vpcId": "vpc_id"}.get(prop, prop)

    def lookup(self):
        return pulumi.runtime.call("awsx:ec2:Vpc/lookup", {}, self)


made = Vpc("made")
aws.ec2.Subnet("a", vpc_id=made.vpc_id, cidr_block="10.0.0.0/24")
aws.ssm.Parameter("p", name="/p", type="String", value=made.lookup().apply(str))
