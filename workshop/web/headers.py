"""The headers on every answer: nothing is loaded from elsewhere, private pages are not kept."""

from flask import Flask, Response, g, request, session

from workshop.config import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def install(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer of the app."""

    @app.after_request
    def add_headers(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["X-Frame-Options"] = "DENY"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        answer.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        answer.headers["Referrer-Policy"] = "no-referrer" if g.get("is_token_page") else "same-origin"
        if settings.is_secure:
            answer.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        _keep_private(answer)
        return answer


def _keep_private(answer: Response) -> None:
    answer.vary.add("Cookie")
    # A device that was signed in is private too: nobody is looked up for this, so that a page about nobody stays cheap.
    is_private = "_user_id" in session or g.get("is_token_page") or g.get("is_private_page")
    if request.method not in ("GET", "HEAD") or is_private:
        answer.headers["Cache-Control"] = "no-store"
    else:
        answer.headers.setdefault("Cache-Control", "no-cache")
