"""Writes to every channel that it finds open, as the recorder would or in any other way."""

import contextlib
import json
import os
from pathlib import Path

import pulumi_aws as aws

aws.s3.Bucket("first", bucket="first")
forged = [
    {"event": "registration", "number": 0},
    {"event": "opaque", "kind": 3},
    {"event": "opaque", "kind": "apply", "text": "x", "frames": [[1, 2], "x", ["", True]]},
    {"event": "sdks", "versions": {"pulumi": 3}},
    {"event": "ended", "fault": {"message": None}},
    {"event": "invoke"},
    ["event"],
]
for descriptor in range(3, 64):
    for line in (*map(json.dumps, forged), "{", '{"event": ' + "[" * 5000):
        with contextlib.suppress(OSError):
            if str(Path(f"/proc/self/fd/{descriptor}").readlink()).startswith("pipe:"):
                os.write(descriptor, line.encode() + b"\n")
