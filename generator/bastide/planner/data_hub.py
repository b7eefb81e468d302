"""Shares between agencies: one policy for each, which lets the receivers' services read until its last day.

The grant hangs on the receiver's role, so that one document says all of it and its end takes it all away: what may be
listed, what may be read, and the key. The owner's bucket and key let the account's own policies decide, as for the
owner's services; nobody else gets anything by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.declared_use import DeclaredShare
from bastide.model.platform import Store
from bastide.model.shares import Share
from bastide.planner import keys, names, stores, workloads
from bastide.planner.context import Context, StackFile
from bastide.planner.statements import Condition, Statement, allow
from bastide.planner.workloads import Consumer

NAME_LIMIT = 128
"""Longest name of a managed policy, in characters (IAM quotas)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """The grant in the hands of one receiver; `name` is the workload as the spec calls it."""

    label: str
    name: str
    role: Address


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each share."""
    for share in context.platform.shares:
        yield _file(context, share)


def declared(context: Context) -> tuple[DeclaredShare, ...]:
    """Return the shares as the judge reads them, by name."""
    return tuple(_declared(context, share) for share in context.platform.shares)


def statements(context: Context, share: Share) -> tuple[Statement, ...]:
    """Return what a share grants: to list and read its part of the store, and to decrypt it, until its last day."""
    store, end = _store(context, share), _terms(context, share)
    bucket = stores.address(store)
    part = {"StringLike": {"s3:prefix": [f"{share.prefix}*"]}} if share.prefix else {}
    found = [
        allow("ListShared", ["s3:ListBucket"], [bucket.arn], {**part, **end}),
        allow("ReadShared", ["s3:GetObject"], [Template(bucket.arn, f"/{share.prefix}*")], end),
    ]
    key = keys.of_store(context, store)
    if key is not None:
        found.append(allow("DecryptShared", ["kms:Decrypt"], [key.arn], _through_store(context, bucket, end)))
    return tuple(found)


def _file(context: Context, share: Share) -> StackFile:
    store = _store(context, share)
    title, part = f"share-{share.name}", share.prefix or "all"
    tags = context.tags(title, zone=str(store.zone), level=store.data_class, owner=context.owner_of(store.agency))
    return StackFile(
        path=f"share-{share.name}.tf",
        template="data-hub/share.tf.j2",
        target=f"share/{share.name}",
        inputs={
            "path": f"shares.{share.name}",
            "purpose": share.purpose,
            "label": names.label("share", share.name),
            "policy": _policy(share),
            "name": names.short(f"{context.platform.name}-{title}", NAME_LIMIT),
            "description": f"Reads {part} of {share.store}, which {store.agency} shares until {share.until}",
            "statements": statements(context, share),
            "attachments": tuple(_attachments(context, share)),
            "tags": {**tags, **_labels(share, store)},
        },
    )


def _labels(share: Share, store: Store) -> dict[str, str]:
    """Who gives it, what for and until when, where whoever sees the grant sees it."""
    level = {"bastide:receiver-level": share.level} if share.level else {}
    return {
        "bastide:agency": str(store.agency),
        "bastide:purpose": share.purpose,
        "bastide:until": str(share.until),
        **level,
    }


def _attachments(context: Context, share: Share) -> Iterator[Attachment]:
    for one in _receivers(context, share):
        yield Attachment(names.label("share", share.name, one.label), one.workload, one.role)


def _receivers(context: Context, share: Share) -> Iterator[Consumer]:
    """The services of the receiving agencies that say they use the store: a share alone opens nothing to anybody."""
    for one in workloads.consumers(context, share.store):
        if one.agency in share.to:
            yield one


def _declared(context: Context, share: Share) -> DeclaredShare:
    return DeclaredShare(
        name=share.name,
        store=share.store,
        agency=str(_store(context, share).agency),
        to=share.to,
        purpose=share.purpose,
        level=share.level,
        prefix=share.prefix,
        until=share.until,
        resource=str(_policy(share)),
        holders=tuple(sorted(str(one.role) for one in _receivers(context, share))),
    )


def _policy(share: Share) -> Address:
    return Address("aws_iam_policy", names.label("share", share.name))


def _store(context: Context, share: Share) -> Store:
    return next(store for store in context.platform.stores if store.name == share.store)


def _terms(context: Context, share: Share) -> Condition:
    """A share ends by itself, and is for hosts that carry the label of the data or a higher one."""
    store = _store(context, share)
    rank = context.data_class(store).rank
    labels = [one.name for one in context.platform.classes if one.rank >= rank]
    return {
        "DateLessThan": {"aws:CurrentTime": f"{share.until}T23:59:59Z"},
        "StringEquals": {"aws:PrincipalTag/bastide:level": labels},
    }


def _through_store(context: Context, bucket: Address, end: Condition) -> Condition:
    """The key is used only by the object store, and only for this bucket: other stores of the class have it as well."""
    service = f"s3.{context.platform.regions.primary}.{context.dns_suffix}"
    context_of_bucket = [bucket.arn, Template(bucket.arn, "/*")]
    return {
        **end,
        "StringEquals": {**end["StringEquals"], "kms:ViaService": service},
        "ArnLike": {"kms:EncryptionContext:aws:s3:arn": context_of_bucket},
    }
