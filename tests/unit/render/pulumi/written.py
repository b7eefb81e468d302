"""Small Terraform texts as Pulumi programs."""

import ast

from bastide.bridge.load import bridge
from bastide.render.pulumi.project import program
from bastide.render.pulumi.source import Source

PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n'


def sources(**files):
    """Return rendered files by the name of each, `a_b` for `a-b.tf`; the providers unless they are given."""
    texts = {"providers": PROVIDER, **files}
    return [Source(f"{name.replace('_', '-')}.tf", text, "network", f"zone/{name}") for name, text in texts.items()]


def written(**files):
    """Return the Python files of a program; each is Python."""
    found = program(sources(**files), "window", bridge("aws"))
    for path, text in found.items():
        ast.parse(text, path)
    return found


def component(text):
    """Return the module of one file, without its head."""
    return written(one=text)["components/one.py"].partition("super().__init__")[2]


def given(text, name):
    """Return the source of what the only resource of a text gives for a keyword."""
    tree = ast.parse(written(one=text)["components/one.py"])
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = [one.value for call in calls for one in call.keywords if one.arg == name]
    return ast.unparse(found[0]) if found else None
