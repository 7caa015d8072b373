"""The page that routes a case anew: what two people do at once, and what stays typed."""

from __future__ import annotations

from app.networks import queries as networks
from app.routing import queries as routing
from tests.support.build import World
from tests.support.cases import look, moderator, release, send
from tests.support.client import PageClient
from tests.support.staff import sign_in


def test_the_second_of_two_sees_where_the_case_is_now_and_keeps_the_words(world: World) -> None:
    first, second = moderator(world), moderator(world, "second@staff.example")
    reference = send(world)
    release(world, reference, first)
    clients = [PageClient(world.app), PageClient(world.app)]
    for client, person in zip(clients, (first, second), strict=True):
        sign_in(client, person)
    url = f"/staff/routing/{reference}"
    forms = [client.get(url).form("note") for client in clients]
    seven, two = (str(world.read(lambda key=key: networks.by_key(key).id)) for key in ("hf-7", "hf-2"))
    for_seven = {**dict(forms[0].values), "networks": seven, "lead": seven, "note": "Passt besser"}
    for_two = {**dict(forms[1].values), "networks": two, "lead": two, "note": "Das gehört zur Schule"}
    clients[0].post(url, for_seven)
    page = clients[1].post(url, for_two, 409)
    assert "Somebody else changed this" in page.text
    assert "Das gehört zur Schule" in page.html
    kept = {**dict(page.form("note").values), "networks": two, "lead": two}
    clients[1].post(url, kept)
    assert look(world, reference, lambda case: [row.network.key for row in routing.open_of(case)]) == ["hf-2"]
