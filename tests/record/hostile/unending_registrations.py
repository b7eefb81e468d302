"""Registers without end."""

import pulumi
import pulumi_aws as aws


async def more():
    number = 0
    while True:
        await aws.sns.Topic(f"topic-{number}").name.future()
        number += 1


pulumi.export("never", pulumi.Output.from_input(more()))
