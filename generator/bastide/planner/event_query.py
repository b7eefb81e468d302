"""CloudWatch filter patterns over the trail, as SQL over the trail's table: one meaning, two places to look.

The grammar is the part of the JSON filter syntax that our alarms use (CloudWatch Logs user guide, "Filter pattern
syntax"): comparisons of a field with a text that may hold `*`, `NOT EXISTS`, `&&`, `||` and brackets.
"""

import re
from collections.abc import Callable, Iterator

_TOKEN = re.compile(r'\s*(\(|\)|\{|\}|&&|\|\||!=|=|NOT EXISTS|\$\.[A-Za-z.]+|"[^"]*"|[^\s(){}"=!&|]+)')
_JSON = ("requestParameters", "responseElements", "additionalEventData")
"""Parts of an event that the table keeps as JSON text, for they differ from service to service."""


def condition(pattern: str) -> str:
    """Return the SQL condition that a pattern stands for; ValueError if it is no pattern that we know."""
    tokens = list(_tokens(pattern))
    if tokens[:1] != ["{"] or tokens[-1:] != ["}"]:
        message = f"a pattern stands in braces: {pattern}"
        raise ValueError(message)
    return _Reader(tokens[1:-1]).whole()


def _tokens(pattern: str) -> Iterator[str]:
    at = 0
    while at < len(pattern.rstrip()):
        found = _TOKEN.match(pattern, at)
        if found is None:
            message = f"can't read `{pattern[at:]}`"
            raise ValueError(message)
        yield found.group(1)
        at = found.end()


class _Reader:
    """Reads tokens from left to right; `&&` binds tighter than `||`, as in the filter syntax."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens

    def whole(self) -> str:
        """Return the condition that all tokens make together."""
        found = self._any()
        if self._tokens:
            message = f"unexpected `{self._tokens[0]}`"
            raise ValueError(message)
        return found

    def _any(self) -> str:
        return self._joined("||", " OR ", self._all)

    def _all(self) -> str:
        return self._joined("&&", " AND ", self._one)

    def _joined(self, sign: str, word: str, read: Callable[[], str]) -> str:
        found = [read()]
        while self._tokens[:1] == [sign]:
            self._tokens.pop(0)
            found.append(read())
        return found[0] if len(found) == 1 else f"({word.join(found)})"

    def _one(self) -> str:
        first = self._tokens.pop(0)
        if first == "(":
            found = self._any()
            self._expect(")")
            return found
        return self._comparison(_column(first))

    def _comparison(self, column: str) -> str:
        sign = self._tokens.pop(0)
        if sign == "NOT EXISTS":
            return f"{column} IS NULL"
        value = self._tokens.pop(0).strip('"').replace("'", "''")
        if "*" in value:
            return f"{column} {'LIKE' if sign == '=' else 'NOT LIKE'} '{value.replace('*', '%')}'"
        return f"{column} = '{value}'" if sign == "=" else f"coalesce({column}, '') <> '{value}'"

    def _expect(self, token: str) -> None:
        if self._tokens[:1] != [token]:
            message = f"expected `{token}`"
            raise ValueError(message)
        self._tokens.pop(0)


def _column(token: str) -> str:
    if not token.startswith("$."):
        message = f"`{token}` is no field"
        raise ValueError(message)
    first, _, rest = token[2:].partition(".")
    if first in _JSON:
        return f"json_extract_scalar({first.lower()}, '$.{rest}')"
    return token[2:].lower()
