"""The codes of faults in an input text: each names a bad pattern and says why it is bad."""

from dataclasses import dataclass

from bastide.model.diagnostic import Diagnostic, Label


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of fault: its number, the bad pattern it is named after, and the harm in one line."""

    id: str
    name: str
    why: str

    def fault(self, message: str, *labels: Label, fix: str, why: str = "") -> Diagnostic:
        """Return one fault of this kind; `why` replaces the general reason where a closer one is known."""
        return Diagnostic(self.id, message, labels, why or self.why, fix)


UNREADABLE_FILE = Code("SPEC001", "unreadable-file", "a platform can't be judged by a file that nobody can read")
FILE_TOO_LARGE = Code("SPEC002", "file-too-large", "people must be able to review every line of a spec")
NOT_UTF8 = Code("SPEC003", "not-utf-8", "the same bytes must mean the same text on every machine")
FORBIDDEN_CHARACTER = Code(
    "SPEC004", "forbidden-character", "where a character can't be seen, people and tools read different things"
)
MALFORMED_YAML = Code("SPEC005", "malformed-yaml", "what isn't YAML has no meaning, and none is guessed")
DUPLICATE_KEY = Code("SPEC006", "duplicate-key", "one of the two values would be dropped without a word")
ALIAS = Code("SPEC007", "anchor-or-alias", "every line must mean what it says where it stands; aliases also hide bombs")
TAG = Code("SPEC008", "tag-or-directive", "a tag changes how a value is read without looking like it")
SEVERAL_DOCUMENTS = Code("SPEC009", "several-documents", "only the first document would count")
TOO_DEEP = Code("SPEC010", "too-deep-or-too-many", "input that grows without bound must not stop the tool")
EMPTY_DOCUMENT = Code("SPEC011", "empty-document", "nothing declared is not a platform")
KEY_NOT_TEXT = Code("SPEC012", "key-not-text", "a key is a name that a person can find again by searching for it")
TAB_INDENT = Code("SPEC013", "tab-indentation", "YAML allows only spaces in indentation: editors disagree on tabs")
TOO_MANY_FAULTS = Code("SPEC014", "too-many-faults", "a list that nobody reads helps nobody")

CODES = (
    UNREADABLE_FILE,
    FILE_TOO_LARGE,
    NOT_UTF8,
    FORBIDDEN_CHARACTER,
    MALFORMED_YAML,
    DUPLICATE_KEY,
    ALIAS,
    TAG,
    SEVERAL_DOCUMENTS,
    TOO_DEEP,
    EMPTY_DOCUMENT,
    KEY_NOT_TEXT,
    TAB_INDENT,
    TOO_MANY_FAULTS,
)
"""Every code of this floor, by number."""
