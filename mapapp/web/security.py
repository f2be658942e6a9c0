"""Headers that keep hostile texts harmless: a strict Content-Security-Policy with a nonce a page."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


def register(app: Flask) -> None:
    """Give every page a nonce and every response its headers."""
    app.after_request(add_headers)
    app.context_processor(lambda: {"nonce": nonce()})


def nonce() -> str:
    """The nonce for the scripts of this one response, made when it is first asked for.

    So the page of an error that is found before any other step has it too.
    """
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    made: str = g.nonce
    return made


def add_headers(response: Response) -> Response:
    """Set the policy and its companions; static files may be kept by the browser for an hour."""
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce()))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=3600"
    return response
