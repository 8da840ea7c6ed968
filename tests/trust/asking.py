"""Asking pages for whatever may be sent, and what an answer must never be."""

import gzip
import os
import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote
from zlib import crc32

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

# All values instead of a sample: some tens of thousands of requests.
IS_FULL = os.environ.get("TRUST_FULL") == "1"
TOLD = re.compile(
    r'<li[^>]*>(?:<a href="#[^"]*">)?(?P<summary>[^<]*)(?:</a>)?</li>'
    r'|class="notice[^"]*"[^>]*>(?P<notice>[^<]*)<'
    r'|class="(?:[^"]* )?invalid-feedback[^"]*"[^>]*>(?:\s*<strong>)?(?P<fault>[^<]*)<'
    r"|<h1>(?P<heading>[^<]*)<"
)
CHINESE = re.compile(r"[\u3400-\u9fff]")
TRACES = (
    "Traceback (most recent call last)",
    "DoesNotExist",
    "psycopg2",
    "site-packages",
)


@dataclass
class Answer:
    status: int
    text: str
    location: str
    kind: str


def percent(value: str) -> str:
    """As it may come over the wire: half of a surrogate pair too."""
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def encoded(pairs) -> str:
    return "&".join(f"{percent(name)}={percent(value)}" for name, value in pairs)


class Asker:
    """One person's browser. What a request writes is taken back at once."""

    def __init__(self, client: Client):
        self.client = client
        self.client.raise_request_exception = False
        self.asked = 0

    def get(self, url: str, pairs=()) -> Answer:
        query = encoded(pairs)
        joint = "&" if "?" in url else "?"
        return self._answer("get", url + (joint + query if query else ""))

    def post(self, url: str, pairs=()) -> Answer:
        return self.body(url, encoded(pairs), "application/x-www-form-urlencoded")

    def body(self, url: str, body: str | bytes, kind: str) -> Answer:
        return self._answer("generic", url, "POST", data=body, content_type=kind)

    def files(self, url: str, pairs, files: dict[str, SimpleUploadedFile]) -> Answer:
        data: dict[str, list] = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        return self._answer("post", url, data=data | files)

    def _answer(self, way: str, url: str, *method: str, **given) -> Answer:
        self.asked += 1
        with transaction.atomic():
            response = getattr(self.client, way)(*method, url, **given)
            answer = read(response)
            transaction.set_rollback(True)
        return answer


def read(response) -> Answer:
    parts = response.streaming_content if response.streaming else [response.content]
    content = b"".join(parts)
    if response.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    kind = response.headers.get("Content-Type", "")
    is_text = kind.startswith(("text/", "application/json"))
    text = content.decode() if is_text else ""
    return Answer(
        response.status_code, text, response.headers.get("Location", ""), kind
    )


def sentences(page: str) -> list[str]:
    """What a page tells its reader: heading, faults, notices."""
    told = (unescape(next(filter(None, m.groups()), "")) for m in TOLD.finditer(page))
    return [text.strip() for text in told if text.strip()]


def trouble(answer: Answer) -> str:
    """Why this answer must not be; nothing when it may."""
    if answer.status >= 500:
        return f"status {answer.status}"
    if trace := next((word for word in TRACES if word in answer.text), ""):
        return f"shows {trace}"
    if "html" in answer.kind and answer.status != 302:
        foreign = [t for t in faults_told(answer.text) if not CHINESE.search(t)]
        return f"says {foreign[0][:60]!r}" if foreign else ""
    return ""


def faults_told(page: str) -> list[str]:
    """The summary of faults alone, not every list of the page."""
    summary = page.partition('class="error-summary"')[2].partition("</ul>")[0]
    rest = re.findall(r'class="notice[^"]*"[^>]*>([^<]*)<', page)
    heading = re.findall(r"<h1>([^<]*)<", page)
    lines = re.findall(r"<li>(?:<a [^>]*>)?([^<]*)", summary)
    return [unescape(text).strip() for text in lines + rest + heading if text.strip()]


def some(values: list, key: str, count: int) -> list:
    """`count` of the values, others for another key, the same in every run.

    Numbers in a key are those of rows, and differ from run to run.
    """
    if IS_FULL or len(values) <= count:
        return values
    start = crc32(re.sub(r"\d+", "0", key).encode()) % len(values)
    turned = values[start:] + values[:start]
    return turned[:: len(values) // count][:count]
