"""The state machine that carries a file: look, compare, copy, record; no code of ours runs.

Amazon States Language with JSONata. The file itself passes from store to store inside S3; the machine sees its name,
its size and its first bytes.
"""

from collections.abc import Iterable

MIB = 1024 * 1024
PACKED = r"PK\u0003\u0004"
"""How every ZIP archive starts, and so what is packed in one (PKWARE APPNOTE 4.3.7)."""

SIGNATURES = {
    "docx": PACKED,
    "ofd": PACKED,
    "pdf": "%PDF-",
    "pptx": PACKED,
    "xlsx": PACKED,
    "xml": "<?xml",
    "zip": PACKED,
}
"""The first characters of each type: ISO 32000-1 7.5.2 for PDF, XML 1.0 2.8, ECMA-376 part 2 and GB/T 33190 for ZIP."""

LONGEST = 5
"""Bytes that are read to tell a type."""

RETRY = [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 5, "MaxAttempts": 4, "BackoffRate": 2.0}]
"""The tag may follow its event by a moment, and until then reading is denied."""


def definition(
    partition: str, *, source: str, destination: str, types: Iterable[str], largest: int
) -> dict[str, object]:
    """Return the state machine's definition; `largest` is in MiB."""
    of_file: dict[str, object] = {"Bucket": source, "Key": "{% $key %}", "VersionId": "{% $version %}"}
    event = "$states.input.detail.s3ObjectDetails"
    return {
        "Comment": "Carries one clean file to the other side",
        "QueryLanguage": "JSONata",
        "StartAt": "Name",
        "States": {
            "Name": {
                "Type": "Pass",
                "Assign": {"key": f"{{% {event}.objectKey %}}", "version": f"{{% {event}.versionId %}}"},
                "Next": "Measure",
            },
            "Measure": {
                **_call(partition, "headObject", of_file),
                "Assign": {"size": "{% $states.result.ContentLength %}"},
                "Next": "Fits",
            },
            "Fits": _choice(f"$size >= {LONGEST} and $size <= {largest * MIB}", "Look"),
            "Look": {
                **_call(partition, "getObject", {**of_file, "Range": f"bytes=0-{LONGEST - 1}"}),
                "Assign": {"start": "{% $states.result.Body %}"},
                "Next": "Known",
            },
            "Known": _choice(" or ".join(map(_is, sorted(types))), "Carry"),
            "Carry": _carry(partition, source, destination),
            "Refuse": {
                "Type": "Fail",
                "Error": "NotCarried",
                "Cause": "The file is too small or too large, or of no type that crosses",
            },
        },
    }


def _carry(partition: str, source: str, destination: str) -> dict[str, object]:
    copied = f"'{source}/' & $join($map($split($key, '/'), $encodeUrlComponent), '/') & '?versionId=' & $version"
    return {
        **_call(
            partition,
            "copyObject",
            {
                "Bucket": destination,
                "Key": "{% $key %}",
                "CopySource": f"{{% {copied} %}}",
                "MetadataDirective": "REPLACE",
                "TaggingDirective": "REPLACE",
                "ChecksumAlgorithm": "SHA256",
            },
        ),
        "Output": {
            "from": source,
            "to": destination,
            "key": "{% $key %}",
            "version": "{% $version %}",
            "size": "{% $size %}",
            "sha256": "{% $states.result.CopyObjectResult.ChecksumSHA256 %}",
        },
        "End": True,
    }


def _call(partition: str, action: str, arguments: dict[str, object]) -> dict[str, object]:
    return {
        "Type": "Task",
        "Resource": f"arn:{partition}:states:::aws-sdk:s3:{action}",
        "Arguments": arguments,
        "Retry": RETRY,
    }


def _choice(condition: str, then: str) -> dict[str, object]:
    return {
        "Type": "Choice",
        "Choices": [{"Condition": f"{{% {condition} %}}", "Next": then}],
        "Default": "Refuse",
    }


def _is(kind: str) -> str:
    """Return the test that a file is of a type, by the end of its name and its first bytes."""
    ending, starts = f".{kind}", SIGNATURES[kind]
    length = len(starts.encode().decode("unicode_escape"))
    named = f"$substring($lowercase($key), -{len(ending)}) = '{ending}'"
    return f"({named} and $substring($start, 0, {length}) = '{starts}')"
