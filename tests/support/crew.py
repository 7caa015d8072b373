"""Run as a program: people for a site without demo data, written down as the demo writes down its own."""

from __future__ import annotations

import json
from pathlib import Path

from app import create_app
from app.permissions import Role
from tests.support.build import World


def main() -> None:
    """Two commissioners, a manager of each network, a translator, a helper of the event."""
    app = create_app()
    world = World(app)
    wanted = [(Role.MODERATOR, None), (Role.MODERATOR, None), (Role.TRANSLATOR, None), (Role.EVENT_STAFF, None)]
    wanted += [(Role.NETWORK_MANAGER, f"hf-{number}") for number in range(1, 9)]
    rows = []
    for place, (role, network) in enumerate(wanted):
        person = world.person(role, email=f"person{place}@staff.example", network=network)
        rows.append(
            {
                "email": person.email,
                "password": person.password,
                "totp_secret": person.secret,
                "roles": [role.value],
                "network": f"Netzwerk HF {network[-1]}" if network else None,
            }
        )
    (Path(app.config["DATA_DIR"]) / "demo-accounts.json").write_text(json.dumps(rows))


if __name__ == "__main__":
    main()
