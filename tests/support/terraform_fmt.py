"""The real `terraform fmt` as an oracle."""

import shutil
import subprocess

import pytest

needs_terraform = pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not installed")


def formatted(text: str) -> str:
    """Return what `terraform fmt` makes of a text; CalledProcessError when it is not HCL."""
    command = [shutil.which("terraform") or "terraform", "fmt", "-"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def accepts(text: str) -> bool:
    """Tell whether Terraform can parse a text."""
    command = [shutil.which("terraform") or "terraform", "fmt", "-"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=False, timeout=60).returncode == 0
