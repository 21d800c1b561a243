"""What the tests of the client share: the client under test, and a server that answers as it is told."""
import contextlib
import http.server
import json
import os
import socket
import sys
import threading

sys.path.insert(0, os.environ["GRADCHECK_CLIENT"])

import gradcheck_client as gradcheck  # noqa: E402,F401

BATCH = {
    "x": [[1, 2], [2, 4], [3, 6], [6, 9]], "gamma": [2, 3], "beta": [0.5, -1],
    "dout": [[1, 0], [0, 1], [-1, 2], [0.5, -1]],
}
RIGHT_DGAMMA = [-0.2672608601114684, -1.3534300727539725]
DX_WITHOUT_MEAN_PATH = [
    [0.9926834128712471, -0.4933055505468863], [-0.0381800137873132, 0.9703500154469102],
    [-1.0690434404458735, 2.434005581440707], [0.6490617615848765, -0.5908842073339209],
]


@contextlib.contextmanager
def answering(body, status=200, kind="application/json", wait=None, reads_arrays=True):
    """A server that gives one answer to everything; yields its address and the list of requests it got.

    An older service does not read arrays: 415 for whatever is not JSON.
    """
    requests = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            is_json = self.headers.get("Content-Type") == "application/json"
            requests.append((self.path, json.loads(sent) if is_json else sent or None))
            if wait is not None:
                wait.wait(30)
            data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode("utf-8")
            refused = sent and not is_json and not reads_arrays
            data = b'{"title": "The format of the body is not one that is read.", "status": 415}' if refused else data
            with contextlib.suppress(OSError):
                self.send_response(415 if refused else status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        do_GET = do_POST

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield "http://127.0.0.1:%d" % server.server_port, requests
    finally:
        if wait is not None:
            wait.set()
        server.shutdown()
        server.server_close()
        thread.join()


def address_of_nothing():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return "http://127.0.0.1:%d" % probe.getsockname()[1]
