"""Destruction of data: its key is disabled and scheduled for deletion by a runbook that several people must agree to.

Nothing of ours reaches a provider's disks; without its key what lies on them is noise (NIST SP 800-88r2, cryptographic
erase). Copies in both regions lie under keys of their own, so a store's end is the end of all its keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.destruction import Destruction
from bastide.model.intent import DeclaredDestruction
from bastide.model.kinds import StoreKind
from bastide.model.platform import Store
from bastide.planner import approvals, keys, names, stores
from bastide.planner.context import Context, StackFile
from bastide.planner.given import Given, Named
from bastide.planner.keys import Key
from bastide.planner.statements import allow

LABEL = "destruction"
ROLE = Address("aws_iam_role", LABEL)
HELD = ("kms:DisableKey", "kms:ScheduleKeyDeletion")
"""What nobody but the runbook may do to a data key; taking it back (`CancelKeyDeletion`) stays with administration."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A store as the page of destruction shows it: what it is and the keys that it lies under.

    `left` says what its keys' end leaves readable: backups under the platform's own key, until their term ends.
    """

    name: str
    title: str
    kind: str
    level: str
    keys: tuple[str, ...]
    left: str
    note: str

    @property
    def shown(self) -> str:
        """The keys' addresses in one line."""
        return ", ".join(f"`{key}`" for key in self.keys)


@dataclass(frozen=True, slots=True)
class Held:
    """A key that a runbook may end, and where one finds it."""

    address: Address
    region: str
    alias: str


@dataclass(frozen=True, slots=True)
class Runbook:
    """The Automation document of one region."""

    label: str
    in_dr: bool
    content: dict[str, object]


def files(context: Context) -> Iterator[StackFile]:
    """Plan `destruction.tf` and its page; nothing where the spec has no `destruction` or no store has a key of ours."""
    planned, settings = data_keys(context), context.platform.destruction
    if settings is None or not planned:
        return
    yield StackFile(
        path="destruction.tf",
        template="media-destruction/destruction.tf.j2",
        target=LABEL,
        inputs={
            "name": keys.destroyer_name(context),
            "runbooks": tuple(_runbooks(context, settings, planned)),
            "account": context.platform.account,
            "executions": executions(context),
            "statements": (allow("EndKeys", HELD, [key.address.arn for key in planned]),),
            "tags": context.tags(LABEL, zone="platform", level="platform"),
        },
    )
    yield StackFile(
        path="runbooks/destruction.md",
        template="media-destruction/destruction.md.j2",
        target=LABEL,
        inputs={
            "media": tuple(_medium(context, store) for store in context.platform.stores),
            "held": tuple(_held(context, key) for key in planned),
            "document": keys.destroyer_name(context),
            "approvers": ", ".join(f"`{one.name}`" for one in _asked(context, settings)),
            "minutes": approvals.APPROVAL_SECONDS // 60,
            "wait_days": settings.wait_days,
        },
    )


def declared(context: Context) -> DeclaredDestruction | None:
    """Return how data is destroyed as the judge reads it, None where the spec doesn't say."""
    planned, settings = data_keys(context), context.platform.destruction
    if settings is None or not planned:
        return None
    return DeclaredDestruction(
        role=str(ROLE),
        runbooks=tuple(f"aws_ssm_document.{one.label}" for one in _runbooks(context, settings, planned)),
        approvers=tuple(str(one.address) for one in _asked(context, settings)),
        approvals=settings.approvals,
        keys=tuple(str(key.address) for key in planned),
    )


def data_keys(context: Context) -> tuple[Key, ...]:
    """Return the keys that stores and their copies lie under, in the order of `keys.planned`."""
    return tuple(key for key in keys.planned(context) if key.destroyer is not None)


def _keys(context: Context, store: Store) -> Iterator[Named]:
    key = keys.of_store(context, store)
    if key is not None:
        yield key
        if stores.is_copied(context, store):
            yield keys.dr_of_store(context, store)


def executions(context: Context) -> tuple[str, ...]:
    """Return the ARNs of the runbooks' runs, by region."""
    regions = (context.platform.regions.primary, context.platform.regions.dr)
    return tuple(context.arn("ssm", "automation-execution/*", region=region) for region in regions if region)


def _asked(context: Context, settings: Destruction) -> tuple[approvals.Approver, ...]:
    return approvals.approvers(context.platform)[: settings.approvals]


def _held(context: Context, key: Key) -> Held:
    regions = context.platform.regions
    return Held(key.address, (regions.dr or regions.primary) if key.in_dr else regions.primary, key.alias)


def _runbooks(context: Context, settings: Destruction, planned: tuple[Key, ...]) -> Iterator[Runbook]:
    """Yield a runbook for each region: a step of Automation calls the API of the region that it runs in."""
    for label, in_dr in ((LABEL, False), (names.label(LABEL, keys.DR), True)):
        held = tuple(key for key in planned if key.in_dr is in_dr)
        if held:
            yield Runbook(label, in_dr, _content(context, settings, held))


def _content(context: Context, settings: Destruction, held: tuple[Key, ...]) -> dict[str, object]:
    agreed = [_agree(one) for one in _asked(context, settings)]
    ends = [key.address.arn for key in held]
    return {
        "schemaVersion": "0.3",
        "description": f"Ends one key, and with it all that lies under it, after {settings.approvals} approvals",
        "assumeRole": ROLE.arn,
        "parameters": {
            "Key": {"type": "String", "description": "the key to end", "allowedValues": ends},
            "Reason": {"type": "String", "description": "order and date", "allowedPattern": approvals.REASON},
        },
        "mainSteps": [
            *agreed,
            _call("Disable", "DisableKey", {}, nextStep="Schedule"),
            _call("Schedule", "ScheduleKeyDeletion", {"PendingWindowInDays": settings.wait_days}, isEnd=True),
        ],
    }


def _agree(approver: approvals.Approver) -> dict[str, object]:
    return {
        "name": f"Approve{approver.number}",
        "action": "aws:approve",
        "timeoutSeconds": approvals.APPROVAL_SECONDS,
        "onFailure": "Abort",
        "inputs": {
            "Message": "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}",
            "MinRequiredApprovals": 1,
            "Approvers": [approver.address.arn],
        },
    }


def _call(step: str, api: str, inputs: dict[str, object], **flow: object) -> dict[str, object]:
    return {
        "name": step,
        "action": "aws:executeAwsApi",
        **flow,
        "inputs": {"Service": "kms", "Api": api, "KeyId": "{{ Key }}", **inputs},
    }


def _medium(context: Context, store: Store) -> Medium:
    found = tuple(str(address) for address in _keys(context, store))
    others = (one for one in context.platform.stores if one != store)
    shared = [one.name for one in others if set(found) & {str(address) for address in _keys(context, one)}]
    note = f"its keys also hold {', '.join(shared)}" if shared else ""
    if any(isinstance(key, Given) for key in _keys(context, store)):
        note = "its keys are their owner's to end, by no runbook here"
    if not found:
        note = "the provider holds its key: delete the store, its copies and its backups"
    return Medium(store.name, store.title, store.kind.value, store.data_class, found, _left(context, store), note)


def _left(context: Context, store: Store) -> str:
    """Say which backups outlive a store's keys, and for how long.

    AWS Backup puts files and objects under the vault's key. A database's snapshot keeps the database's key, and only
    its copy in another region takes that of the vault (AWS Backup guide, encryption of backups).
    """
    tier, copied = context.tier(store), stores.is_copied(context, store)
    vault = f"{context.platform.name}-{tier.name}"
    under_ours = [] if store.kind is StoreKind.POSTGRES else [vault]
    found = [*under_ours, *([f"{vault}-{keys.DR}"] if copied else [])]
    shown = ", ".join(f"`{one}`" for one in found)
    return f"backups in {shown}, each until {tier.keep_days} days after it was made" if found else "nothing"
