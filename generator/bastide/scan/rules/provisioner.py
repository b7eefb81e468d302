"""Command that runs while the stack is applied.

What it does:
    Reports every `provisioner` block: `local-exec` runs on the machine that applies, `remote-exec` and `file` reach
    into the one that is made.

Why is this bad:
    What the command does is in no plan and in no review of resources, and it runs with the rights of the pipeline:
    the most powerful identity there is.

Example:
    resource "aws_instance" "app" {
      provisioner "local-exec" {
        command = "./setup.sh"
      }
    }

Use instead:
    resource "aws_instance" "app" {
      user_data_replace_on_change = true
    }

Source:
    Terraform language, "Provisioners are a last resort".
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("CODE006", Severity.MEDIUM, "Put it into the image, or into a step of the pipeline of its own.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge every resource that has one."""
    for resource in case.graph.resources:
        if resource.nested("provisioner"):
            yield from META.judge([resource], _answers)


def _answers(resource: Resource) -> Iterator[Answer]:
    for body in resource.nested("provisioner"):
        kind = body.labels[0] if body.labels else "provisioner"
        yield Fault(f"`{kind}` runs a command that no plan shows", body.place)
