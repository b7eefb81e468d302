"""The stack's runbook: who is told of what, within which time, and how to look, undo and finish."""

from bastide.model.intent import Intent

FILE = "RESPONSE.md"

ANSWERS = {
    "low": "Take the ticket from the queue, judge it, close it.",
    "medium": "Look at the finding; decide whether a host or key must be cut off.",
    "high": "A host or access key named in the finding is cut off already; look at once.",
}


def text(intent: Intent) -> str:
    """Return the runbook of a stack with tiers of response, in Markdown."""
    rows = (
        f"| {tier.name} | {tier.minutes} min | {', '.join(f'`{one}`' for one in tier.targets)} | {ANSWERS[tier.name]} |"
        for tier in intent.tiers
    )
    head = "| tier | look within | targets | what to do |"
    return "\n".join((f"# Response: {intent.platform}", "", head, "| --- | --- | --- | --- |", *rows, *_body(intent)))


def _body(intent: Intent) -> tuple[str, ...]:
    groups = ", ".join(f"`{group}`" for group in intent.isolation)
    return (
        "",
        "## A host was cut off",
        "",
        f"1. It stands in {groups} alone, a group with no rule, and keeps running. Don't stop it: memory is evidence.",
        "2. Make snapshots of its volumes before anything else, and tag them with the finding.",
        "3. Connections that stood before may live on. To end them, deny the host's address in its zone's network ACL.",
        "4. It has left its scaling group, which would end a host that answers nobody, and the group starts another.",
        "   See that it did: `aws autoscaling describe-auto-scaling-instances --instance-ids <host>` must be empty.",
        "5. To undo: put the host back into its zone's group (`aws ec2 modify-instance-attribute --groups`), then into",
        "   its scaling group (`aws autoscaling attach-instances`).",
        "6. To finish: end the host after the evidence is safe.",
        "",
        "A host in the DR region isn't cut off by the machine: this document acts in the primary region alone.",
        "",
        "To cut a host off by hand:",
        "",
        f"    aws ssm start-automation-execution --document-name {intent.platform}-isolate-host \\",
        "      --parameters InstanceId=<host>",
        "",
        "## An access key was switched off",
        "",
        "1. Ask its owner. Look in the trail for every call of the key since the finding's first time.",
        "2. To undo: `aws iam update-access-key --status Active`. To finish: make a new key, delete the old one.",
        "",
        "## Afterwards",
        "",
        "1. Set the workflow status in Security Hub to `NOTIFIED` or `RESOLVED`; archive the finding in GuardDuty.",
        "2. A message in the `undelivered` queue reached nobody: read it, mend the target, then delete it.",
        "3. Every month send a test finding (`aws guardduty create-sample-findings`) and see that each tier hears it.",
        "   Sample findings name hosts that don't exist: the isolation of one fails, and that is right.",
        "",
    )
