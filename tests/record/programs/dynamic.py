"""A resource whose provider is the program's own code."""

import pulumi
import pulumi_aws as aws
from pulumi.dynamic import CreateResult, Resource, ResourceProvider


class Provider(ResourceProvider):
    def create(self, props):
        return CreateResult("1", {"answer": props["question"]})


class Question(Resource):
    answer: pulumi.Output[str]

    def __init__(self, name, question):
        super().__init__(Provider(), name, {"question": question, "answer": None})


asked = Question("q", "why")
aws.ssm.Parameter("p", name="/p", type="String", value=asked.answer)
