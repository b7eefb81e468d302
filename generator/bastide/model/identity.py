"""What the proof of identity says: who may become whom, and who may do what to which store, key, backup and log."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bastide.model.place import Place


class HolderKind(StrEnum):
    """What holds rights. A policy that nothing attaches is held by whoever gets it."""

    ROLE = "role"
    USER = "user"
    GROUP = "group"
    POLICY = "policy"
    ACCOUNT = "account"
    SERVICE = "service"
    FEDERATED = "federated"
    EVERYBODY = "everybody"


class Right(StrEnum):
    """What somebody may do.

    DESTROY also weakens protection; GRANT hands data or rights to others; ESCALATE takes rights; ASSUME is to take a
    role, and ENTER to open a session in a zone: ways and sessions tell who may.
    """

    READ = "read"
    WRITE = "write"
    DESTROY = "destroy"
    GRANT = "grant"
    ESCALATE = "escalate"
    ASSUME = "assume"
    ENTER = "enter"


class TargetKind(StrEnum):
    """What is protected."""

    STORE = "store"
    KEY = "key"
    BACKUP = "backup"
    LOG = "log"
    IDENTITY = "identity"


class Answer(StrEnum):
    """DEPENDS counts as allowed where it is a risk, and as denied where it is a need."""

    YES = "yes"
    DEPENDS = "depends"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement that counts: what carries it, its Sid, whether it allows, where it stands and its lines that matter.

    `place` is the entry to blame, `also` are other entries of it that matter, `statement` is the whole statement.
    `doubts` are the conditions that the code doesn't decide, as the policy writes them.
    """

    owner: str
    sid: str
    allows: bool
    place: Place
    statement: Place
    doubts: tuple[str, ...] = ()
    also: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may hold rights. `name` is an address, or says whom: `everybody`, `account 210987654321`."""

    name: str
    kind: HolderKind
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A resource that is protected, and the declared stores or log streams (`log audit`) that depend on it."""

    address: str
    kind: TargetKind
    serves: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Way:
    """A way into a role: who, by what (`sts:AssumeRole`, or handing it to a service), and on which conditions."""

    source: str
    role: str
    by: str
    answer: Answer
    conditions: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """A right that somebody has: the deed is the action that exercises it.

    The grounds are what allows it, and denials of that action that fall short of it.
    """

    holder: str
    right: Right
    target: str
    deed: str
    answer: Answer
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A right that the declaration asks for: who, what for, and whether it holds; if not, `reason` and the line.

    `origin` says who asks: `role auditor reads logs`, `workload registry uses case-files`.
    """

    holder: str
    right: Right
    target: str
    deed: str
    origin: str
    answer: Answer
    reason: str = ""
    grounds: tuple[Ground, ...] = ()


class Demand(StrEnum):
    """What the declaration demands of whoever takes a role."""

    SECOND_FACTOR = "second factor"
    DUTY = "duty"
    APPROVAL = "approval"
    TERM = "term"
    NAME = "name"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Lapse:
    """A role that may be taken without what is demanded: the answer is whether it may, the grounds let it."""

    role: str
    demand: Demand
    answer: Answer
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """Two roles that must stay apart and that one person may take: `carrying` says with which tags."""

    first: str
    second: str
    carrying: str
    answer: Answer
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A holder who may open a session on the hosts of a zone, or run commands there (`deed`)."""

    holder: str
    zone: str
    deed: str
    answer: Answer
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A policy that can't be evaluated, of a holder or a resource; what it says is not part of the proof."""

    about: str
    text: str
    reason: str
    place: Place | None


@dataclass(frozen=True)
class IdentityProof:
    """Everything that was worked out about one tree.

    `unstopped` is what an administrator of the account could delete by a single call although it should outlive them:
    logs and backups. Administrators are not in the tree; what stops them is a lock or the resource's own policy.

    Ways, grants, lapses, unions and sessions with the answer NO are left out; needs are all there. Those three and the
    needs are judged against a declaration: without one there are none.
    """

    holders: tuple[Holder, ...]
    targets: tuple[Target, ...]
    ways: tuple[Way, ...]
    grants: tuple[Grant, ...]
    needs: tuple[Need, ...]
    lapses: tuple[Lapse, ...]
    unions: tuple[Union, ...]
    sessions: tuple[Session, ...]
    unstopped: tuple[Grant, ...]
    doubts: tuple[Doubt, ...]
    assumptions: tuple[str, ...] = ()

    def over(self, target: str, *rights: Right) -> Iterator[Grant]:
        """Yield the grants of some rights over a target."""
        return (grant for grant in self.grants if grant.target == target and grant.right in rights)

    def into(self, role: str) -> Iterator[Way]:
        """Yield the ways into a role."""
        return (way for way in self.ways if way.role == role)
