"""Writes down what it can see of the machine."""

import json
import os
import socket
from pathlib import Path

import pulumi_aws as aws


def reachable():
    try:
        socket.create_connection(("1.1.1.1", 53), timeout=2).close()
    except OSError as error:
        return type(error).__name__
    return "reached"


seen = {
    "environment": sorted(os.environ),
    "aws": Path("~/.aws").expanduser().exists(),
    "home": str(Path.home()),
    "network": reachable(),
    "interfaces": sorted(name for _, name in socket.if_nameindex()),
    "seed": hash("seed"),
}
aws.ssm.Parameter("seen", name="/seen", type="String", value=json.dumps(seen))
