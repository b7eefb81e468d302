"""A moto server for the deploy proof: prints its port, answers 501 for what moto can't do, mends what moto gets wrong.

Run as a program. The port is the system's choice and the first line on stdout; every operation that moto does not
implement is one line on stderr, so that the proof can quote moto's own error.
"""

import os
import re
import sys
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = (
    "true"  # read when moto is imported; else AWS managed policies don't exist
)

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from deploy.moto_mended import mend

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SIGNED_FOR = re.compile(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/aws4_request")


class Quiet(MotoRequestHandler):
    """Logs nothing but failures, so that the log shows what matters."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log a server error only."""
        if str(code).startswith("5"):
            super().log_request(code, size)


class Honest:
    """Turns moto's crashes into `501 Not Implemented`: an AWS client retries a 500 for minutes and a 501 never."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application
        self.turn = threading.Lock()  # moto iterates over dictionaries that another request's thread may change

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        try:
            with self.turn:
                return self.application(environ, start_response)
        except Exception as fault:  # noqa: BLE001 - whatever moto raises is moto's answer, and must be quoted
            body = f'{{"__type":"NotImplemented","message":"{type(fault).__name__}"}}'.encode()
            print(f"not served: {_operation(environ)}: {type(fault).__name__}: {fault}", file=sys.stderr, flush=True)  # noqa: T201
            headers = [("Content-Type", "application/json"), ("x-amzn-ErrorType", "NotImplemented")]
            start_response("501 Not Implemented", [*headers, ("Content-Length", str(len(body)))])
            return [body]


def _operation(environ: "WSGIEnvironment") -> str:
    """Return the service, the region and what was asked, as far as the request says."""
    signed = _SIGNED_FOR.search(environ.get("HTTP_AUTHORIZATION", ""))
    where = f"{signed[2]} {signed[1]}" if signed else "unsigned"
    asked = environ.get("HTTP_X_AMZ_TARGET") or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
    return f"{where} {asked}"


def main() -> None:
    """Serve on a free port of 127.0.0.1 until terminated."""
    mend()
    application = Honest(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
    print(server.server_port, flush=True)  # noqa: T201 - the parent reads it
    server.serve_forever()


if __name__ == "__main__":
    main()
