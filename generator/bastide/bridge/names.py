"""How the bridge between the two spells names when nothing else is known."""

import re

_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])|(?<=[A-Z])([A-Z])(?=[a-z])")


def camel(name: str) -> str:
    """Return a Terraform name as Pulumi spells it: `cidr_block` is `cidrBlock`."""
    first, *rest = name.split("_")
    return first + "".join(capital(part) for part in rest)


def snake(name: str) -> str:
    """Return a Pulumi name as Python spells it, singular and plural left alone: `cidrBlock` is `cidr_block`."""
    return _HUMP.sub(lambda found: f"_{found[0]}", name).lower()


def capital(name: str) -> str:
    """Return a name with its first letter large."""
    return name[:1].upper() + name[1:]


def args_class(owner: str, block: str) -> str:
    """Return the class of a nested block's objects: `ingress` of `aws.ec2.SecurityGroup` has its name, and Args."""
    return f"{owner}{capital(camel(block))}Args"


def owner_of(args: str) -> str:
    """Return what owns the blocks inside an Args class: its name without that word."""
    return args.removesuffix("Args")


def titled(function: str) -> str:
    """Return the class-like name of a function: `aws.iam.get_policy_document` is `aws.iam.GetPolicyDocument`."""
    home, _, name = function.rpartition(".")
    return f"{home}.{capital(camel(name))}"
