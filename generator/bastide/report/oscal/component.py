"""The stack as an OSCAL component definition: what its code implements of each control, and who does the rest."""

from bastide.model.control import OUTSIDE, Assessment, Responsibility, Ruling, Status, Wording
from bastide.report.json_report import Json
from bastide.report.oscal.catalog import identifier
from bastide.report.oscal.parts import metadata, named, props, some
from bastide.report.oscal.subject import Subject

_IMPLEMENTED = {
    Status.SATISFIED: "implemented",
    Status.RISK_ACCEPTED: "partial",
    Status.NOT_SATISFIED: "partial",
    Status.NO_EVIDENCE: "planned",
    Status.OPERATOR: "partial",
    Status.INHERITED: "alternative",
    Status.NOT_APPLICABLE: "not-applicable",
}
"""What OSCAL calls the state of an implementation; a document that is missing never makes one whole."""

CATALOG = "catalog.json"
DEFINITION = "component-definition.json"


def document(found: Assessment, subject: Subject) -> Json:
    """Return the definition of one component, the stack, whose controls are those of the catalog."""
    title = Wording(f"Stack of {subject.name}", f"{subject.name} 的基础设施代码")
    return {
        "component-definition": {
            "uuid": named("definition", subject.name),
            "metadata": metadata(title, subject.digest[:12], subject.day)
            | {"roles": [{"id": role, "title": title} for role, title in ROLES.items()]},
            "components": [
                {
                    "uuid": named("component", subject.name),
                    "type": "software",
                    "title": title.en,
                    "description": f"Terraform that was generated for {subject.name} and judged as text.",
                    "props": props(("title-zh", title.zh), ("digest", subject.digest)),
                    "control-implementations": [_implementation(found, subject)],
                }
            ],
        }
    }


def _implementation(found: Assessment, subject: Subject) -> Json:
    return {
        "uuid": named("implementation", subject.name),
        "source": CATALOG,
        "description": "What the code shows of each control, and what people or the provider must add.",
        "implemented-requirements": [_requirement(one, subject) for one in found.rulings],
    }


def _requirement(ruling: Ruling, subject: Subject) -> Json:
    control = ruling.control
    needs = [one.need.en for one in control.evidence if one.kind in OUTSIDE and one.need]
    return some(
        uuid=named("requirement", subject.name, control.id),
        control_id=identifier(control),
        description=control.requirement.en,
        props=[
            {"name": "implementation-status", "value": _IMPLEMENTED[ruling.status]},
            *props(
                ("description-zh", control.requirement.zh),
                ("responsibility", str(control.responsibility)),
                *(("rule", rule) for one in control.evidence for rule in one.rules),
            ),
        ],
        responsible_roles=[{"role-id": role} for role in _ROLES[control.responsibility]],
        remarks="\n\n".join(f"To be added: {need}" for need in needs),
    )


ROLES = {
    "provider": "Who gives the code: the platform team",
    "customer": "Who operates the platform",
    "cloud-service-provider": "Who runs the cloud underneath",
}
_ROLES = {
    Responsibility.GENERATED: ("provider",),
    Responsibility.SHARED: ("provider", "customer"),
    Responsibility.OPERATOR: ("customer",),
    Responsibility.PROVIDER: ("cloud-service-provider",),
}
"""Who implements a control."""
