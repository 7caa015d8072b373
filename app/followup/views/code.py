"""Entering the number, and leaving. The case is the answer to the number itself: no address ever holds either."""

from __future__ import annotations

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.core import database
from app.followup.forms import CaseForm
from app.followup.rules import MAX_TYPED
from app.followup.views.blueprint import bp
from app.followup.views.number import Opened, only_switches_language, opened
from app.followup.views.pages import case_page, number_page
from app.permissions import public


@bp.route("/<lang:lang>/code/", methods=["GET", "POST"])
@public
def code_page() -> ResponseReturnValue:
    """Ask for the number; show its case. Also the address of a case page that only changes its language."""
    if request.method == "GET":
        return number_page()
    if only_switches_language():
        return number_page(Opened(typed=request.form["code"][:MAX_TYPED]))
    # Nothing is written here, so nobody who writes has to wait for a reader.
    with database.reading():
        found = opened()
        if found.contribution is None:
            return number_page(found)
        return case_page(found.contribution, CaseForm())


@bp.post("/<lang:lang>/leave")
@public
def leave() -> Response:
    """Clear what the site left in the browser, and show a page that says nothing about anybody."""
    response = make_response(render_template("followup/left.html"))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
