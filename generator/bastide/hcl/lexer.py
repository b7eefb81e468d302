"""The lexical grammar of HCL native syntax as regular expressions, shared by the formatter and the parser.

Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md, and `terraform fmt` 1.11 where that is silent.
All patterns match in linear time: alternatives start differently and repeats are possessive.
"""

import re

WORD = r"[^\W\d][\w-]*+"
NUMBER = r"[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"
COMMENT = r"(?:\#|//)[^\n]*+"
BLOCK_COMMENT = r"/\*(?:[^*]|\*(?!/))*+\*/"
# Text of a quoted template up to a quote, a line end or a template sequence; `$${` and `%%{` are escapes.
QUOTED_TEXT = r'[^"\\$%\r\n]*+(?:(?:\\.|\$\$\{|%%\{|[$%](?!\{))[^"\\$%\r\n]*+)*+'
PLAIN_TEXT = r'[^"\\$%\r\n]*+'
HEREDOC = r"<<-?(?P<tag>[^\W\d][\w-]*+)\r?\n(?:(?![ \t]*+(?P=tag)[ \t]*+\r?(?:\n|\Z))[^\n]*+\n)*+[ \t]*+(?P=tag)"
OPERATOR = r"==|!=|<=|>=|&&|\|\||=>|\.\.\.|::|[-+*/%<>!?:=.,(){}\[\]]"

_QUOTED = re.compile(rf'{QUOTED_TEXT}("|[$%]\{{|)')
_INTERPOLATED = re.compile(rf'(?:[^"{{}}\#/]|{COMMENT}|{BLOCK_COMMENT}|/)*+(["{{}}]|)')


def quoted_end(text: str, start: int) -> int:
    """Return the index after the quoted template that opens at `start`, -1 if it never closes."""
    braces: list[int] = []
    position, quoted = start + 1, True
    while True:
        match = (_QUOTED if quoted else _INTERPOLATED).match(text, position)
        mark = match[1] if match else ""
        if match is None or not mark:
            return -1
        position = match.end()
        if quoted and mark == '"' and not braces:
            return position
        quoted = _turn(quoted, mark, braces)


def _turn(quoted: bool, mark: str, braces: list[int]) -> bool:  # noqa: FBT001 - the lexer's mode
    """Follow a delimiter into the next mode; `braces` counts the open braces of each open interpolation."""
    if quoted:
        if mark != '"':
            braces.append(1)
        return False
    if mark == '"':
        return True
    braces[-1] += 1 if mark == "{" else -1
    if braces[-1]:
        return False
    braces.pop()
    return True
