"""What every page links to: help, rules, privacy, imprint, accessibility and the form to report a barrier."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import current_app, g, render_template

from app.core.languages import content
from app.core.languages.content import Audience
from app.moderation.labels import SENTENCES
from app.moderation.rules import REFUSAL_REASONS, RULES_VERSION, ReasonCode
from app.networks import queries as networks
from app.networks.rules import HelpKind
from app.permissions import public
from app.site import actions
from app.site.forms import BarrierForm
from app.site.views.blueprint import bp

# The day on which the accessibility statement was last checked against the site.
STATEMENT_OF = date(2026, 11, 22)


@bp.get("/<lang:lang>/help")
@public
def help() -> str:
    """How it works, who helps, the official ways, and what to do in an emergency."""
    services = networks.helpers()
    texts = content.load(services, ("about",))
    told: dict[HelpKind, list[Any]] = {kind: [] for kind in HelpKind}
    for row in services:
        told[row.kind].append((row, texts.say(row, "about", g.language.tag, Audience.PUBLIC)))
    return render_template(
        "site/help.html",
        advice=told[HelpKind.ADVICE],
        official=told[HelpKind.OFFICIAL],
        emergency=told[HelpKind.EMERGENCY],
    )


@bp.get("/<lang:lang>/rules")
@public
def rules() -> str:
    """The rules of participation that every decision refers to."""
    others = [reason for reason in ReasonCode if reason not in REFUSAL_REASONS]
    return render_template(
        "site/rules.html", reasons=REFUSAL_REASONS, others=others, sentences=SENTENCES, version=RULES_VERSION
    )


@bp.get("/<lang:lang>/privacy")
@public
def privacy() -> str:
    """The full information notice, with the retention periods that are really set."""
    return render_template("site/privacy.html", config=current_app.config)


@bp.get("/<lang:lang>/imprint")
@public
def imprint() -> str:
    """Who provides this site."""
    return render_template("site/imprint.html")


@bp.get("/<lang:lang>/accessibility")
@public
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("site/accessibility.html", statement_of=STATEMENT_OF)


@bp.route("/<lang:lang>/accessibility/report", methods=["GET", "POST"])
@public
def barrier_report() -> str | tuple[str, int]:
    """Tell us about a barrier, without account and without script."""
    form = BarrierForm()
    if form.is_submitted():
        if form.validate():
            actions.report_barrier(form.text.data, form.reply_to.data, language=g.language.tag)
            return render_template("site/barrier_thanks.html")
        return render_template("site/barrier_report.html", form=form), 422
    return render_template("site/barrier_report.html", form=form)
