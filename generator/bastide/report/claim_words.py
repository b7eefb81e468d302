"""What controls find by themselves, in Chinese: they say a closed set of sentences, and each has its twin here."""

import re
from collections.abc import Callable, Mapping
from functools import cache

_N = "`[^`]*`"
_KINDS = rf"{_N}(?: or {_N})*"
_LAYERS = {"groups": "安全组", "acls": "网络 ACL", "routes": "路由"}


def _listed(text: str) -> str:
    """Return a list of values as Chinese writes one."""
    return text.replace(", ", "、").replace(" or ", " 或 ").replace(" and ", " 和 ")


def _layers(text: str) -> str:
    return "或".join(_LAYERS.get(one, one) for one in text.split(" or "))


_WANTED = (
    (r"any value", "应予设置"),
    (r"nothing", "不应设置"),
    (r"at least (.+)", "应不小于 {0}"),
    (r"at most (.+)", "应不大于 {0}"),
    (r"a match of (.+)", "应匹配 {0}"),
    (r"none of (.+)", "不应含有 {0}"),
    (r"(.+) among them", "应包含 {0}"),
    (r"(.+)", "应为 {0}"),
)
"""A comparison (`bastide.controls.words.comparison`), and the same in Chinese; tried from the first."""


def _wanted(text: str) -> str:
    for pattern, said in _WANTED:
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found is not None:
            return said.format(*map(_listed, found.groups()))
    return text


_SENTENCES = (
    (rf"({_N}) is not set; wanted: (?P<wanted>.+)", "{0} 未设置，{wanted}"),
    (rf"({_N}) is not declared; wanted: (?P<wanted>.+)", "{0} 未声明，{wanted}"),
    (rf"({_N}) is not declared", "{0} 未声明"),
    (rf"({_N}) is declared as (`.*`); wanted: (?P<wanted>.+)", "{0} 声明为 {1}，{wanted}"),
    (rf"({_N}) is (?P<list>`.*`); wanted: (?P<wanted>.+)", "{0} 为 {list}，{wanted}"),
    (rf"({_N}) decides it", "由 {0} 决定，代码无法判定"),
    (rf"(`.*`) decides ({_N})", "{1} 由 {0} 决定，代码无法判定"),
    (rf"no (?P<list>{_KINDS}) has ({_N}) with (`.*`)", "没有 {list} 的 {1} 含有 {2}"),
    (rf"no (?P<list>{_KINDS}) refers to ({_N})", "没有引用 {1} 的 {list}"),
    (rf"({_N}) is missing", "{0} 缺失"),
    (rf"({_N}) is not as it was generated", "{0} 与生成时不一致"),
    (r"(\S+ -> \S+): more passes than is declared", "{0}：可通过的流量超出声明"),
    (r"(\S+ -> \S+): a declared flow does not pass", "{0}：已声明的流量不通"),
    (r"(\S+ -> \S+): part of the way is not modelled", "{0}：部分路径未建模"),
    (r"(\S+ -> \S+): any protocol passes", "{0}：任何协议均可通过"),
    (r"(\S+ -> \S+): protocol (\d+) passes", "{0}：协议 {1} 可通过"),
    (r"(\S+ -> \S+): (\S+) passes", "{0}：{1} 可通过"),
    (r"(\S+ -> \S+): not held by (?P<layers>.+)", "{0}：未被 {layers} 阻断"),
)
"""What controls say (`bastide.controls`), and the same in Chinese; tried from the first."""
_COMPILED = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in _SENTENCES)
_TURNED: Mapping[str, Callable[[str], str]] = {"wanted": _wanted, "list": _listed, "layers": _layers}


@cache
def chinese(text: str) -> str:
    """Return a control's sentence in Chinese; as it is where it has no twin, so that nothing is lost."""
    for pattern, said in _COMPILED:
        found = pattern.fullmatch(text)
        if found is not None:
            named = {name: _TURNED[name](part) for name, part in found.groupdict().items()}
            return said.format(*found.groups(), **named)
    return text
