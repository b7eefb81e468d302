"""What was put in comes back only where the SDK will take it."""

import pytest

pytestmark = pytest.mark.pulumi


def test_an_argument_of_another_type_is_not_handed_back(recorded):
    found = recorded("""
        import pulumi_aws as aws
        image = aws.ec2.get_ami(most_recent="true", owners=["amazon"])
        aws.sqs.Queue("queue", name=image.id)
        """)
    assert found["ended"] == "finished", found["fault"]
    (queue,) = found["registrations"]
    assert queue["inputs"]["name"] == "~[i:0.id]~"


def test_an_input_of_a_remote_component_is_not_its_output_of_the_same_name(recorded):
    found = recorded("""
        from collections.abc import Sequence
        import pulumi, pulumi_aws as aws

        class Network(pulumi.ComponentResource):
            def __init__(self, name, gateways):
                super().__init__("x:network:Network", name, {"gateways": gateways, "subnets": None}, remote=True)

            @property
            @pulumi.getter
            def gateways(self) -> pulumi.Output[Sequence[str]]: ...

            @property
            @pulumi.getter
            def subnets(self) -> pulumi.Output[Sequence[str]]: ...

        network = Network("main", {"strategy": "None"})
        aws.sqs.Queue("queue", name=network.subnets[0])
        aws.sqs.Queue("other", name=network.gateways[0])
        """)
    assert found["ended"] == "finished", found["fault"]
    assert {one["name"] for one in found["registrations"]} == {"main", "queue", "other"}
    assert any(one["kind"] == "remote" for one in found["opaque"])
