"""The process in which all happens: orders come as lines of JSON, and so do the answers.

Started as `python -m`; when its input ends, or its parent does, it ends and the kernel takes everything down.
"""

import json
import signal
import sys
from typing import Any

from bastide.model.json_codec import decode
from bastide.prove.rehearsal.blueprint import Blueprint, Probe
from bastide.prove.rehearsal.kernel import spaces
from bastide.prove.rehearsal.kernel.build import Lab, RulesetError, nft
from bastide.prove.rehearsal.kernel.flight import fly
from bastide.prove.rehearsal.kernel.trace import trace


def main() -> None:
    """Build what the first line says, then obey until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; its end is ours
    try:
        spaces.isolate()
        blueprint = decode(Blueprint, json.loads(sys.stdin.readline()))
        if nft() is None:
            _say({"missing": "nft", "detail": "it is not installed"})
            return
        with Lab(blueprint) as lab:
            _say({"built": len(blueprint.spaces)})
            for line in sys.stdin:
                _say(_obey(lab, json.loads(line)))
    except RulesetError as error:
        _say({"missing": "nft", "detail": str(error)})
    except OSError as error:
        _say({"missing": "namespaces", "detail": str(error)})


def _obey(lab: Lab, order: dict[str, Any]) -> dict[str, Any]:
    probes = [Probe(*row) for row in order["probes"]]
    if order["verb"] == "trace":
        return {"sightings": [trace(lab, probe, order["quiet"]) for probe in probes]}
    return {"outcomes": fly(lab, probes, batch=order["batch"], quiet=order["quiet"])}


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
