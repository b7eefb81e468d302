"""Fills the samples of README.md with what the commands really print and the files really hold.

`python -m readme --write` in tests/ writes them, `make golden` does that; a test holds the page to its sources.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "README.md"
EXAMPLE = ROOT / "examples/cloud-window"

_BLOCK = re.compile(r"(?<=<!-- sample: )(?P<name>\w+) -->\n.*?(?=<!-- end -->)", re.DOTALL)
_TODAY = ("--today", "2026-12-01")
_RULE = 'resource "aws_vpc_security_group_ingress_rule" "vault_from_app_civil_affairs_tcp_5432"'
_FAULT = ("zone: edge, class: general}", "zone: edge, class: core}")

_HOLE = """
resource "aws_vpc_security_group_egress_rule" "hole" {
  security_group_id            = aws_security_group.app_civil_affairs.id
  referenced_security_group_id = aws_security_group.app_social_security.id
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
}

resource "aws_vpc_security_group_ingress_rule" "hole" {
  security_group_id            = aws_security_group.app_social_security.id
  referenced_security_group_id = aws_security_group.app_civil_affairs.id
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
}

resource "aws_network_acl_rule" "hole_out" {
  network_acl_id = aws_network_acl.app_civil_affairs.id
  egress         = true
  rule_number    = 10
  rule_action    = "allow"
  protocol       = "6"
  cidr_block     = "10.40.0.0/16"
  from_port      = 8443
  to_port        = 8443
}

resource "aws_network_acl_rule" "hole_in" {
  network_acl_id = aws_network_acl.app_social_security.id
  rule_number    = 10
  rule_action    = "allow"
  protocol       = "6"
  cidr_block     = "10.40.0.0/16"
  from_port      = 8443
  to_port        = 8443
}

resource "aws_network_acl_rule" "hole_reply" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = true
  rule_number    = 10
  rule_action    = "allow"
  protocol       = "6"
  cidr_block     = "10.40.0.0/16"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "hole_back" {
  network_acl_id = aws_network_acl.app_civil_affairs.id
  rule_number    = 10
  rule_action    = "allow"
  protocol       = "6"
  cidr_block     = "10.40.0.0/16"
  from_port      = 1024
  to_port        = 65535
}
"""


def filled(page: str) -> str:
    """Return the page with every sample as it is now."""
    return _BLOCK.sub(lambda found: f"{found['name']} -->\n{_SAMPLES[found['name']]()}", page)


def _fault() -> str:
    """Return what `check` says of the example with a planted fault: core data where the internet can reach it."""
    with tempfile.TemporaryDirectory() as folder:
        work = shutil.copytree(EXAMPLE, Path(folder) / "spec", ignore=shutil.ignore_patterns("stack"))
        spec = work / "platform.yaml"
        spec.write_text(spec.read_text(encoding="utf-8").replace(*_FAULT), encoding="utf-8")
        return _fenced("", _said(work, "check", spec.name))


def _rule() -> str:
    """Return one rule of the committed stack, with the comment over it."""
    lines = (EXAMPLE / "stack/zone-vault.tf").read_text(encoding="utf-8").splitlines()
    start = lines.index(f"{_RULE} {{")
    return _fenced("hcl", "\n".join(lines[start - 1 : lines.index("}", start) + 1]))


def _verdict() -> str:
    """Return the end of what `scan` says of the committed stack: the last waiver and the verdict."""
    lines = _said(EXAMPLE, "scan", "--no-cache", "stack").splitlines()
    last_waiver = max(number for number, line in enumerate(lines) if "waived by" in line)
    return _fenced("", "\n".join(["...", *lines[last_waiver - 1 :]]))


def _proof() -> str:
    """Return what `prove` says of the committed stack, but for its flows and what holds everywhere."""
    sections = _said(EXAMPLE, "prove", "stack").split("\n\n")
    heads = ("who reaches whom", "  =", "promised", "connections")
    return _fenced("", "\n\n".join([one for one in sections if one.startswith(heads)]))


def _witness() -> str:
    """Return the first finding of a proof of the stack with a planted fault: one agency reaches the other."""
    with tempfile.TemporaryDirectory() as folder:
        stack = Path(shutil.copytree(EXAMPLE / "stack", Path(folder) / "stack"))
        (stack / "hole.tf").write_text(_HOLE, encoding="utf-8")
        said = _said(Path(folder), "prove", "stack")
    block = next(one for one in said.split("\n\n") if one.startswith("critical[SEG001]"))
    return _fenced("", block)


def _said(folder: Path, *arguments: str) -> str:
    """Return what a command prints, data and talk, but for the progress line that only a terminal would keep."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
    command = (sys.executable, "-m", "bastide", *arguments, *_TODAY)
    source = {"PYTHONPATH": str(ROOT / "generator"), "NO_COLOR": "1", "COLUMNS": "120"}
    done = subprocess.run(command, cwd=folder, env=kept | source, capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip()


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```\n"


def _report() -> str:
    """Return the counts of what `report` says of the committed stack."""
    lines = _said(EXAMPLE, "report", "--no-cache", "stack").splitlines()
    return _fenced("", "\n".join(line for line in lines if ": proven " in line))


_SAMPLES = {
    "fault": _fault,
    "rule": _rule,
    "verdict": _verdict,
    "proof": _proof,
    "witness": _witness,
    "report": _report,
}


def main(arguments: list[str]) -> None:
    """Print the page, or write it with `--write`."""
    page = filled(PAGE.read_text(encoding="utf-8"))
    if arguments == ["--write"]:
        PAGE.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)


if __name__ == "__main__":
    main(sys.argv[1:])
