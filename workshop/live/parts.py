"""A part of a page by itself: what a page asks for again when its topic has moved."""

import hashlib
import re

from flask import Response, make_response, render_template, request

# A fresh token is no news: the page's older one works as well.
_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')


def part(template: str, **given) -> Response:
    """The rendered part with its ETag, or 304 to a page that has it already."""
    return tagged(render_template(template, **given))


def tagged(html: str) -> Response:
    """A part that is drawn already with its ETag, or 304."""
    answer = make_response(html)
    answer.set_etag(hashlib.sha256(_TOKEN.sub("", html).encode()).hexdigest()[:24])
    return answer.make_conditional(request)
