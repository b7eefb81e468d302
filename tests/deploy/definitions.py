"""Answers the one question that the provider asks while it plans: whether AWS takes a state machine's definition."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

VARIABLE = "AWS_ENDPOINT_URL_SFN"
QUESTION = "AWSStepFunctions.ValidateStateMachineDefinition"


class _Answer(BaseHTTPRequestHandler):
    """Takes every definition that starts at one of its states; AWS checks far more, and nothing here says otherwise."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sound = self.headers["X-Amz-Target"] == QUESTION and _sound(json.loads(asked["definition"]))
        self.send_response(200 if sound else 400)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.end_headers()
        self.wfile.write(b'{"result": "OK", "diagnostics": []}' if sound else b'{"__type": "InvalidDefinition"}')

    def log_message(self, *_: object) -> None:
        """Stay quiet: what is refused shows in terraform's own words."""


def _sound(definition: dict[str, object]) -> bool:
    states = definition.get("States")
    return isinstance(states, dict) and definition.get("StartAt") in states


@contextmanager
def accepted() -> Iterator[dict[str, str]]:
    """Run the server for the length of the block and yield the environment that sends the question to it."""
    server = HTTPServer(("127.0.0.1", 0), _Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield {VARIABLE: f"http://127.0.0.1:{server.server_port}"}
    finally:
        server.shutdown()
        server.server_close()
