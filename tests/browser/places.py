"""Addresses that the browser opens: pages of residents, and the main pages of staff by who opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.town import Town

# Below the language.
FIXED = (
    "/",
    "/contributions/",
    "/contributions/?q=nichts&district=mesum",
    "/concept/",
    "/fields/",
    "/fields/4/",
    "/dialogforum/",
    "/help",
    "/rules",
    "/privacy",
    "/imprint",
    "/accessibility",
    "/accessibility/report",
    "/code/",
    "/contribute/",
    "/contribute/?action_field=4",
    "/languages/missing",
    "/nowhere",
    "/follow",
)
# Pages of the Dialogforum below the language; {year} is that of the round.
FORUM = (
    "/dialogforum/posters/",
    "/dialogforum/posters/4",
    "/fields/4/answers",
    "/dialogforum/{year}/",
    "/dialogforum/{year}/results",
    "/dialogforum/{year}/agenda",
    "/dialogforum/{year}/documentation",
    "/dialogforum/{year}/seat",
    "/dialogforum/{year}/seat/number",
    "/dialogforum/{year}/wall",
    "/card/",
)
OFFICE = (
    "/staff/people/",
    "/staff/people/1",
    "/staff/people/new",
    "/staff/networks/",
    "/staff/mail",
    "/staff/admin/",
    "/staff/dialogforum/cards/runs",
    "/staff/admin/rounds/",
    "/staff/admin/organisations/new",
    "/staff/admin/file/",
    "/staff/admin/log",
)


HELPER = (
    "/staff/dialogforum/",
    "/staff/dialogforum/cards/",
    "/staff/dialogforum/wall",
    "/staff/dialogforum/seats",
    "/staff/dialogforum/sheets",
    "/staff/dialogforum/tables/",
    "/staff/dialogforum/tables/4",
    "/staff/dialogforum/tables/4/counts",
)
READER = (
    "/staff/",
    "/staff/moderation/",
    "/staff/moderation/decided",
    "/staff/moderation/returned",
    "/staff/account",
    "/staff/routing/",
    "/staff/talks/",
    "/staff/notices/",
    "/staff/dialogforum/notes/",
)
TANDEM = (
    "/staff/",
    "/staff/network/",
    "/staff/dialogforum/agenda/4",
    "/staff/dialogforum/dossiers/4",
    "/staff/dialogforum/promises/",
)
STEERING = ("/staff/", "/staff/steering/", "/staff/dialogforum/documentation/", "/staff/dialogforum/agenda/")


def staff_pages(town: Town) -> dict[str, list[str]]:
    """The main pages of staff, by who opens them."""
    one, two, three = (town.cases[name].reference for name in ("received", "answered", "with-network"))
    cases = [f"/staff/moderation/{one}", f"/staff/moderation/{two}", f"/staff/routing/{three}", f"/staff/talks/{three}"]
    return {
        "moderator": [*READER, *cases],
        "manager": [*TANDEM, f"/staff/network/{two}", f"/staff/network/{three}"],
        "translator": ["/staff/translating/"],
        "admin": list(OFFICE),
        "assistant": ["/staff/", "/staff/assisted/"],
        "steering": [*STEERING, f"/staff/routing/{three}"],
        "helper": list(HELPER),
    }
