"""Copies the tables of one bucket into another without what identifies people: runs as an AWS Glue Python shell job.

Only the fields named in `--keep` are copied as they are, and those in `--hash` as keyed digests. Every other field is
dropped, those too that somebody adds later. What is no table (`.csv`, `.jsonl`, `.ndjson`, all in UTF-8) is not copied
at all. Nothing of the data is ever printed.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import hmac
import io
import json
import sys
from datetime import datetime, timedelta
from typing import Any

TABLES = (".csv", ".jsonl", ".ndjson")
SCALARS = (str, int, float, bool)
LONGEST_RUN = timedelta(hours=1)  # the job's timeout is shorter
FORM = 1  # of the copies: raise it with any change that makes a copy look different, and all are made anew


class Mask:
    """What happens to a record: which fields stay, which become digests, and the key of the digests."""

    def __init__(self, keep: list[str], hashed: list[str], key: bytes) -> None:
        """Take the fields that stay, those that become digests, and the key."""
        self.keep = frozenset(keep)
        self.hashed = frozenset(hashed)
        self.key = key

    def digest(self, label: str, text: str) -> str:
        """Return a digest that whoever lacks the key can neither reverse nor compare with a list of guesses."""
        return hmac.new(self.key, label.encode() + b"\0" + text.encode(), hashlib.sha256).hexdigest()

    def value(self, field: str, value: Any) -> Any:
        """Return what a field becomes; None if it is dropped, or if it holds no plain value to judge."""
        if value is None or not isinstance(value, SCALARS):
            return None
        if field in self.hashed:
            text = value if isinstance(value, str) else json.dumps(value)
            return self.digest(field, text.strip()) if text.strip() else ""
        return value if field in self.keep else None

    def shows(self, field: str) -> bool:
        """Tell whether a field has a place in the copy."""
        return field in self.keep or field in self.hashed


def table(mask: Mask, name: str, text: str) -> tuple[str, int]:
    """Return the masked copy of a table, by the ending of its name, and how many of its rows are not in it."""
    return csv_table(mask, text) if name.lower().endswith(".csv") else json_lines(mask, text)


def csv_table(mask: Mask, text: str) -> tuple[str, int]:
    """Mask a table with a header, and leave out rows that don't fit it.

    A header that names a field twice is refused, for nobody knows which is meant. So is a quotation mark without its
    other half: it would make one value of all rows that follow, and a field that stays would show them.
    """
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [field.strip() for field in next(rows, [])]
    if len(set(header)) != len(header):
        message = "the header names a field twice"
        raise ValueError(message)
    places = [(place, field) for place, field in enumerate(header) if mask.shows(field)]
    out, left_out = io.StringIO(newline=""), 0
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field for _, field in places])
    for row in rows:
        if len(row) == len(header):
            writer.writerow([mask.value(field, row[place]) for place, field in places])
        elif row:
            left_out += 1
    return out.getvalue(), left_out


def json_lines(mask: Mask, text: str) -> tuple[str, int]:
    """Mask one object a line; lines that are none are left out, and so are lists and objects inside one."""
    lines, left_out = [], 0
    for line in text.split("\n"):  # not splitlines: other characters that part lines may stand inside a value
        record = parsed(line)
        if isinstance(record, dict):
            masked = {field: mask.value(field, value) for field, value in record.items() if mask.shows(field)}
            shown = {field: value for field, value in masked.items() if value is not None}
            lines.append(json.dumps(shown, ensure_ascii=False) + "\n")
        elif line.strip():
            left_out += 1
    return "".join(lines), left_out


def parsed(line: str) -> Any:
    """Return what a line of JSON says, None if it says nothing."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def copy_name(mask: Mask, prefix: str, name: str) -> str:
    """Return the name of a copy: a digest, for the original's may itself name a person.

    It changes with the fields that the mask shows. Copies made with other fields are then copies of nothing, and go.
    """
    shown = json.dumps([FORM, sorted(mask.keep), sorted(mask.hashed), name])
    return prefix + mask.digest("object", shown)[:32] + name[name.rindex(".") :].lower()


def current(copied: datetime, written: datetime) -> bool:
    """Tell whether a copy is surely of the original as it is: it may have been replaced while the run read it."""
    return copied - written > LONGEST_RUN


def listed(store: Any, bucket: str, prefix: str = "") -> dict[str, Any]:
    """Return what a bucket holds: when each object was last written, by name."""
    pages = store.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return {one["Key"]: one["LastModified"] for page in pages for one in page.get("Contents", [])}


def run(options: argparse.Namespace, store: Any, keys: Any) -> dict[str, int]:
    """Remove the copies of what is gone, copy what is new, and return how many of each."""
    message = ("bastide mask " + options.mask).encode()
    mac = keys.generate_mac(KeyId=options.key, MacAlgorithm="HMAC_SHA_256", Message=message)["Mac"]
    mask = Mask(json.loads(options.keep), json.loads(options.hash), mac)
    prefix = options.mask + "/"
    sources, copies = listed(store, options.source), listed(store, options.target, prefix)
    wanted = {copy_name(mask, prefix, name): name for name in sources if name.lower().endswith(TABLES)}
    done = {"copied": 0, "removed": 0, "refused": 0, "rows left out": 0, "no table": len(sources) - len(wanted)}
    for copy in sorted(set(copies) - set(wanted)):
        store.delete_object(Bucket=options.target, Key=copy)
        done["removed"] += 1
    for copy, name in sorted(wanted.items()):
        if copy in copies and current(copies[copy], sources[name]):
            continue
        try:
            text = store.get_object(Bucket=options.source, Key=name)["Body"].read()
            masked, left_out = table(mask, name, text.decode("utf-8-sig"))
        except (ValueError, csv.Error, store.exceptions.ClientError):
            done["refused"] += 1
            continue
        store.put_object(Bucket=options.target, Key=copy, Body=masked.encode())
        done["copied"] += 1
        done["rows left out"] += left_out
    return done


def arguments(given: list[str]) -> argparse.Namespace:
    """Return the job's arguments; Glue adds some of its own, which are passed over."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    for name in ("--mask", "--source", "--target", "--keep", "--hash", "--key"):
        parser.add_argument(name, required=True)
    return parser.parse_known_args(given)[0]


def main() -> None:
    """Run the job; a table that can't be read fails the run after all others are done."""
    import boto3  # noqa: PLC0415 - the rest is read and tested where there is no SDK

    done = run(arguments(sys.argv[1:]), boto3.client("s3"), boto3.client("kms"))
    print(json.dumps(done))
    if done["refused"]:
        sys.exit("tables that could not be masked: " + str(done["refused"]))


if __name__ == "__main__":
    main()
