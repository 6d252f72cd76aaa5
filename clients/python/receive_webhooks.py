"""A receiver of webhooks: verifies the signature, takes each change once, and prints which object to read again.

It listens on this machine, behind whatever ends TLS: SAMVERKAN_WEBHOOK_SECRET is what createWebhook showed, PORT where to listen (0 for
any). A change is answered with 204 when it is safely noted; everything else is sent again by Samverkan.
"""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = base64.b64decode(os.environ["SAMVERKAN_WEBHOOK_SECRET"].removeprefix("whsec_"))
TOLERANCE_SECONDS = 5 * 60
MOST_BYTES = 64 * 1024

seen = set()  # a real client keeps this where it keeps what it does with the changes


def verified(headers, body):
    """Whether Samverkan sent this, now: Standard Webhooks, https://www.standardwebhooks.com."""
    message, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{message}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(SECRET, signed, hashlib.sha256)).decode()
    # While a secret is changed there are two signatures; one that holds is enough.
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(one.encode(), expected.encode()) for one in given)


class Receiver(BaseHTTPRequestHandler):
    """Answers deliveries."""

    def do_POST(self):
        length = self.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return self.answer(413)
        body = self.rfile.read(int(length))
        if not verified(self.headers, body):
            return self.answer(401)
        message = self.headers["webhook-id"]
        if message not in seen:
            change = json.loads(body)
            # The body says which object and no more: read it with `node(id: ...)`; after a ..._REMOVED forget what is kept of it.
            print(change["type"], change["data"]["id"], flush=True)
            seen.add(message)
        return self.answer(204)

    def answer(self, status):
        """An answer without a body."""
        self.send_response(status)
        self.end_headers()

    def log_message(self, *args):
        """Says nothing of requests."""


server = HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Receiver)
print("listening", server.server_port, flush=True)
server.serve_forever()
