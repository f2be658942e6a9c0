"""The one table from errors to HTTP statuses, and what a person or a program is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import BuildError

from mapapp.errors import AtlasError, MapAppError, MissingPackageError, NotFoundError, QueryError
from mapapp.web.atlas import look_soon
from mapapp.web.negotiation import is_interchange, prefers_page

STATUS: Mapping[type[Exception], HTTPStatus] = {
    QueryError: HTTPStatus.BAD_REQUEST,
    NotFoundError: HTTPStatus.NOT_FOUND,
    MissingPackageError: HTTPStatus.NOT_IMPLEMENTED,
    AtlasError: HTTPStatus.SERVICE_UNAVAILABLE,
    MapAppError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
# What a page of an error is called, and what it says where the error itself says nothing to a reader.
TITLES: Mapping[int, str] = {
    400: "The address cannot be read",
    404: "This is not in the atlas",
    405: "This page can only be read",
    500: "Something went wrong here",
    501: "This cannot be written here",
    503: "The atlas cannot be read now",
}
DETAILS: Mapping[int, str] = {
    405: "Pages and data of this atlas are read (GET); nothing can be sent to them",
    503: "Its file is gone or damaged, or was built again just now. Ask again in a moment",
    500: "The fault is the program’s, not yours. Its message stands where the program was started",
}


def register(app: Flask) -> None:
    """Answer our errors and HTTP's with the same page or the same JSON."""
    app.register_error_handler(MapAppError, answer_ours)
    app.register_error_handler(HTTPException, answer_http)


def answer_ours(error: MapAppError) -> ResponseReturnValue:
    """An error of our tree: its message was written for the reader."""
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    if isinstance(error, AtlasError):  # its message names the file: that is for who runs the server
        current_app.logger.error("%s", error)
        look_soon()
        return answer(status, gettext(DETAILS[status]), error)
    return answer(status, str(error), error)


def answer_http(error: HTTPException) -> ResponseReturnValue:
    """An error of HTTP, such as a wrong address or method; a redirection is none."""
    if error.code is not None and error.code < 400:
        return error.get_response()
    status = HTTPStatus(error.code or 500)
    known = DETAILS.get(status)
    detail = gettext(known) if known else error.description or status.phrase
    if status == HTTPStatus.NOT_FOUND:
        detail = gettext("there is no page at %(path)s", path=repr(request.path))
    response = answer(status, detail, error)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def answer(status: HTTPStatus, detail: str, error: Exception) -> Response:
    """A page for a person, a problem document (RFC 9457) for a program."""
    if not wants_json():
        title = gettext(TITLES.get(status, status.phrase))
        page = render_template(
            "error.html", status=status, title=title, detail=detail, error=error, again=same_page(status)
        )
        return Response(page, status=status.value, mimetype="text/html")
    problem = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "code": status.name,
        "description": detail,
    }
    return Response(json.dumps(problem), status=status.value, mimetype="application/problem+json")


def same_page(status: HTTPStatus) -> str:
    """The address of the page asked for without its parameters; empty where they are not what was wrong."""
    if status != HTTPStatus.BAD_REQUEST or request.endpoint is None or not request.query_string:
        return ""
    try:
        return url_for(request.endpoint, **(request.view_args or {}))
    except BuildError:
        return ""


def wants_json() -> bool:
    """Whether the request is a program's: for data, or with JSON preferred to HTML."""
    if is_interchange():
        return not prefers_page()
    if request.path.startswith("/data/"):
        return True
    if request.path.startswith("/export/"):
        return "text/html" not in request.accept_mimetypes.values()
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    return best != "text/html" and best is not None
