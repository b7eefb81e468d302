"""Those outside the tree whom its policies name: accounts, services, identity providers, everybody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bastide.model.identity import Holder, HolderKind
from bastide.prove.identity.clause import FOREIGN, Caller, CallerKind, Clause
from bastide.prove.identity.context import Context
from bastide.prove.identity.decide import Powers
from bastide.prove.identity.names import Names
from bastide.prove.identity.people import common
from bastide.prove.identity.texts import free, same, shown
from bastide.prove.identity.truth import Truth

ACCOUNT_PART = 4
CONTEXT = "kms:encryptioncontext:"
EVERYBODY = Holder("everybody", HolderKind.EVERYBODY)


@dataclass(frozen=True)
class Outsider:
    """Somebody outside the tree; `principal` is how the policy names it."""

    holder: Holder
    caller: Caller
    powers: Powers
    context: Context
    principal: tuple[str, str]


def outsiders(clauses: tuple[Clause, ...], names: Names, inside: Mapping[str, str]) -> tuple[Outsider, ...]:
    """Return whom the allowing clauses of a policy name, less those of the tree (`inside`: their ARNs)."""
    found: dict[str, Outsider] = {}
    keys = {one.key for clause in clauses for one in clause.conditions if one.key.startswith(CONTEXT)}
    for clause in clauses:
        if clause.allows:
            for kind, name in clause.principals:
                for one in _named(kind, name, names, inside, keys):
                    found.setdefault(one.holder.name, one)
    return tuple(found.values())


def _named(kind: str, name: str, names: Names, inside: Mapping[str, str], keys: Iterable[str]) -> Iterator[Outsider]:
    match kind:
        case "AWS" if name == "*":
            yield everybody(names)
        case "AWS" if name not in inside:
            yield _account(name, names)
        case "Service":
            yield _other(HolderKind.SERVICE, CallerKind.SERVICE, (kind, name), _for_others(name, names, keys))
        case "Federated":
            yield _other(HolderKind.FEDERATED, CallerKind.FEDERATED, (kind, name), Context())
        case "CanonicalUser":
            yield everybody(names)
        case _:
            return


def everybody(names: Names) -> Outsider:
    """Return any principal of any other account, and whoever has none."""
    arn = f"arn:{names.partition}:iam::{FOREIGN}:role/{free('anybody')}"
    caller = Caller(CallerKind.ACCOUNT, arn, FOREIGN)
    return Outsider(EVERYBODY, caller, Powers(None), common(caller), ("AWS", "*"))


def _account(name: str, names: Names) -> Outsider:
    parts = name.split(":")
    account = parts[ACCOUNT_PART] if len(parts) > ACCOUNT_PART else name
    own = same(account, names.account) is Truth.YES
    if own and (len(parts) == 1 or parts[-1] == "root"):
        holder = Holder(f"account {shown(account)}", HolderKind.ACCOUNT)
        caller = Caller(CallerKind.ACCOUNT, f"arn:{names.partition}:iam::{account}:{free('anybody')}", account)
        return Outsider(holder, caller, Powers(()), common(caller), ("AWS", name))
    single = len(parts) > 1 and parts[-1] != "root"
    holder = Holder(shown(name) if single else f"account {shown(account)}", HolderKind.ACCOUNT)
    acts = CallerKind.ROLE if ":role/" in name else CallerKind.USER if single else CallerKind.ACCOUNT
    caller = Caller(acts, name if single else f"arn:{names.partition}:iam::{account}:{free('anybody')}", account)
    # What one of the own account may do is up to policies that the tree doesn't hold; a foreign one allows itself.
    return Outsider(holder, caller, Powers(() if own else None), common(caller), ("AWS", name))


def _other(kind: HolderKind, acts: CallerKind, principal: tuple[str, str], context: Context) -> Outsider:
    name = principal[1]
    return Outsider(Holder(f"{kind} {shown(name)}", kind), Caller(acts, name, ""), Powers(None), context, principal)


def _for_others(service: str, names: Names, keys: Iterable[str]) -> Context:
    """Return what is known when a service acts for another account: the deputy that must not be confused.

    What it encrypts then belongs to that account too; `keys` are the parts of the encryption context that are asked. A
    bucket's ARN names no account.
    """
    owned = f"{free('service')}:{free('region')}:{FOREIGN}:{free('source')}"
    source = f"s3:::{free('bucket')}" if "s3" in service else owned
    arn = f"arn:{names.partition}:{source}"
    return Context(
        {
            "aws:securetransport": ("true",),
            "aws:sourceaccount": (FOREIGN,),
            "aws:sourcearn": (arn,),
            "aws:principalaccount": (),
            "aws:principalarn": (),
            **dict.fromkeys(keys, (arn,)),
        }
    )
