"""The one table from errors to HTTP statuses, and what a person or a program is told."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from mapapp.errors import MapAppError, NotFoundError, QueryError

STATUS: Mapping[type[Exception], HTTPStatus] = {
    QueryError: HTTPStatus.BAD_REQUEST,
    NotFoundError: HTTPStatus.NOT_FOUND,
    MapAppError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def register(app: Flask) -> None:
    """Answer our errors and HTTP's with the same page or the same JSON."""
    app.register_error_handler(MapAppError, answer_ours)
    app.register_error_handler(HTTPException, answer_http)


def answer_ours(error: MapAppError) -> ResponseReturnValue:
    """An error of our tree: its message was written for the reader."""
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    return answer(status, str(error))


def answer_http(error: HTTPException) -> ResponseReturnValue:
    """An error of HTTP, such as a wrong address or method."""
    status = HTTPStatus(error.code or 500)
    if status == HTTPStatus.NOT_FOUND:
        return answer(status, f"there is no page at {request.path!r}")
    return answer(status, error.description or status.phrase)


def answer(status: HTTPStatus, detail: str) -> ResponseReturnValue:
    """A page for a person, a problem document (RFC 9457) for a program."""
    if wants_json():
        problem = {
            "type": "about:blank",
            "title": status.phrase,
            "status": status.value,
            "detail": detail,
            "code": status.name,
            "description": detail,
        }
        response = jsonify(problem)
        response.mimetype = "application/problem+json"
        return response, status
    return render_template("error.html", status=status, detail=detail), status


def wants_json() -> bool:
    """Whether the request is a program's: for data, or with JSON preferred to HTML."""
    if request.path.startswith(("/data/", "/export/")):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"
