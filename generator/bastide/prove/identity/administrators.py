"""What is left to an administrator of the account, who is not in the tree and may do anything that nothing denies."""

from collections.abc import Iterator

from bastide.model.identity import Grant, Ground, Right, TargetKind
from bastide.prove.identity.catalog import DEEDS, Deed, Form
from bastide.prove.identity.clause import Caller, CallerKind, covers_action
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Cited, Powers
from bastide.prove.identity.grounds import ANSWERS, ground
from bastide.prove.identity.people import common
from bastide.prove.identity.protected import Protected
from bastide.prove.identity.rulings import Rulings
from bastide.prove.identity.texts import hole
from bastide.prove.identity.truth import Truth

NAME = "an administrator of the account"
LASTING = {
    "aws_s3_bucket": (Deed("s3:DeleteObjectVersion", Form.OBJECTS),),
    "aws_backup_vault": (Deed("backup:DeleteRecoveryPoint", Form.POINTS),),
}
"""By type: what ends a record or a backup, and that a policy on the resource can deny."""


def unstopped(rulings: Rulings) -> Iterator[Grant]:
    """Yield the records and backups that nothing keeps from an administrator."""
    arn = f"arn:{rulings.names.partition}:iam::{rulings.names.account}:user/{hole('administrator')}"
    caller = Caller(CallerKind.USER, arn, rulings.names.account)
    for one in rulings.estate:
        for deed in LASTING.get(one.resource.type, ()) if one.target.kind is not TargetKind.STORE else ():
            if rulings.shielded(deed.action, one):
                continue
            ruling = rulings.by(caller, Powers(None), deed, one, common(caller))
            if ruling.answer is not Truth.NO:
                grounds = tuple(_nearby(one))
                yield Grant(NAME, Right.DESTROY, one.target.address, deed.action, ANSWERS[ruling.answer], grounds)


def _nearby(one: Protected) -> Iterator[Ground]:
    """Yield the statements that deny some destruction of the resource, but not this."""
    actions = [deed.action for deed in DEEDS[one.resource.type][Right.DESTROY]]
    for clause in one.guard.policy:
        if not clause.allows and any(covers_action(clause, action) for action in actions):
            yield ground(Cited(clause, Truth.NO), Context(), clause.statement.at("Action"))
