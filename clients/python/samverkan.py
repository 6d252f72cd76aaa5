"""A client of Samverkan on the standard library alone: Python 3.11, nothing to install.

It sends the ids of registered documents, tries again with growing pauses while the API is away or busy, and gives every mutation
an idempotency key, so that a repeat changes nothing twice.

    python3 samverkan.py read_entries.graphql ask_statistics.graphql follow_changes.graphql > persisted-documents.json

writes the manifest that the operator registers. Name only what your party may send: one document that it may not, and nothing of the
file is registered.
"""

import hashlib
import json
import os
import random
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

MOST_ATTEMPTS = 8
FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 30
# A comment comes at least every twelve seconds; a connection on which nothing comes for longer is dead.
SILENCE_SECONDS = 45
BUSY = (429, 502, 503, 504)


class Refusal(Exception):
    """The API refused: `code` is of docs/error-codes.md, `request_id` is what to quote. Business errors are data instead."""

    def __init__(self, message, code, request_id=None):
        super().__init__(message)
        self.code = code
        self.request_id = request_id


class Samverkan:
    """The API at an address, asked with access tokens. A development server also takes texts that are not registered."""

    def __init__(self, url, token, sends_texts=False, context=None):
        """`token` is a function; `context` an `ssl.SSLContext`, with the certificate that tokens of production are bound to."""
        self.url = url
        self.token = token
        self.sends_texts = sends_texts
        self.context = context

    def send(self, document, variables=None):
        """Sends a document until it is answered, at most eight times in about half a minute; answers with its data."""
        variables = with_key(document, variables or {})
        body = json.dumps({**self._named(document), "variables": variables}).encode()
        for attempt in range(1, MOST_ATTEMPTS + 1):
            answer = self._attempt(body)
            errors = answer.get("errors")
            if not errors and answer.get("data") is not None:
                return answer["data"]
            first = errors[0] if errors else {"message": "The API does not answer."}
            extensions = first.get("extensions", {})
            code = extensions.get("code", "UNAVAILABLE")
            if code != "UNAVAILABLE" or attempt == MOST_ATTEMPTS:
                raise Refusal(first["message"], code, extensions.get("requestId"))
            # Between nothing and twice as long as before: clients that failed together do not come back together.
            time.sleep(random.random() * FIRST_PAUSE_SECONDS * 2**attempt)

    def follow(self, document, cursor=None):
        """Yields (cursor, data) for every event behind a cursor, or from now on; a connection that ends is opened again."""
        failures = 0
        while True:
            for name, answer in self._events(document, cursor):
                errors = answer.get("errors")
                extensions = errors[0].get("extensions", {}) if errors else {}
                if errors and extensions.get("code", "UNAVAILABLE") == "UNAVAILABLE":
                    break
                if errors:
                    raise Refusal(errors[0]["message"], extensions["code"], extensions.get("requestId"))
                failures = 0
                yield name, answer["data"]
                cursor = name
            failures += 1
            time.sleep(random.random() * min(FIRST_PAUSE_SECONDS * 2**failures, LONGEST_PAUSE_SECONDS))

    def _events(self, document, cursor):
        """The events of one connection with their cursors, until it ends, for whatever reason."""
        headers = {**self._headers(), "accept": "text/event-stream"}
        if cursor is not None:
            headers["last-event-id"] = cursor
        body = json.dumps(self._named(document)).encode()
        request = urllib.request.Request(f"{self.url}/graphql/stream", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=SILENCE_SECONDS, context=self.context) as response:
                event = {}
                for line in response:
                    field, _, value = line.decode().rstrip("\n").partition(": ")
                    if field:
                        event[field] = value
                    elif event.get("event") == "next":
                        yield event.get("id"), json.loads(event["data"])
                    if not field:
                        event = {}
        except urllib.error.HTTPError as error:
            if error.code not in BUSY:
                yield None, json.load(error)
        except OSError:  # no connection, a cut one, or one on which nothing comes
            return

    def _attempt(self, body):
        """One attempt; empty when nothing came back that the API would say."""
        request = urllib.request.Request(f"{self.url}/graphql", body, self._headers())
        try:
            with urllib.request.urlopen(request, timeout=30, context=self.context) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return {} if error.code in BUSY else json.load(error)
        except (OSError, ValueError):  # no connection, a cut one, or an answer that is no JSON
            return {}

    def _headers(self):
        return {"content-type": "application/json", "authorization": f"Bearer {self.token()}"}

    def _named(self, document):
        return {"query": document} if self.sends_texts else {"documentId": id_of(document)}


def id_of(document):
    """The id under which a document is registered: the SHA-256 of its text."""
    return "sha256:" + hashlib.sha256(document.encode()).hexdigest()


def with_key(document, variables):
    """Every mutation of Samverkan takes an `input` with an `idempotencyKey`; all attempts share one."""
    if not document.lstrip().startswith("mutation") or "input" not in variables:
        return variables
    return {**variables, "input": {"idempotencyKey": str(uuid.uuid4()), **variables["input"]}}


def document(name):
    """The text of a document that is kept beside this module."""
    return Path(__file__).with_name(f"{name}.graphql").read_text(encoding="utf-8")


def connect():
    """The API that the environment describes: SAMVERKAN_URL, SAMVERKAN_TOKEN, SAMVERKAN_TEXTS=yes on a development server."""
    environment = os.environ
    url = environment.get("SAMVERKAN_URL", "http://127.0.0.1:4000")
    return Samverkan(url, lambda: environment["SAMVERKAN_TOKEN"], environment.get("SAMVERKAN_TEXTS") == "yes")


if __name__ == "__main__":
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    json.dump({id_of(text): text for text in texts}, sys.stdout, indent=2)
