"""The child process of `pages`: reads a page on standard input, writes its article as JSON."""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Extract the article of the page given as JSON on standard input."""
    asked = json.loads(sys.stdin.buffer.read())
    _bound_memory(int(asked["megabytes"]))
    from htmldate import find_date
    from trafilatura import bare_extraction

    html = asked["html"]
    found = bare_extraction(
        html, url=asked.get("url"), fast=True, include_comments=False, with_metadata=True
    )
    answer: dict[str, str | None] = {"text": None}
    if found is not None:
        plain = found if isinstance(found, dict) else found.as_dict()
        answer = {
            "text": plain.get("text"),
            "title": plain.get("title"),
            "publisher": plain.get("sitename") or plain.get("hostname"),
            "url": plain.get("url"),
            "published": find_date(html, original_date=True),
        }
    sys.stdout.write(json.dumps(answer))


def _bound_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system; the time limit holds
        return
    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    main()
