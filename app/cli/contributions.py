"""`flask contributions import FILE.jsonl`: cards and lists of partners; one JSON line out for each line in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from app.contributions.actions import import_line
from app.core import database
from app.core.errors import DomainError
from app.core.history import SYSTEM
from app.extensions import db
from app.words import sentence

contributions = AppGroup("contributions", help="Contributions that come as a file.")


@contributions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(file: Path) -> None:
    """Submit every line of FILE (JSON lines, UTF-8). Known ids are skipped; exit 1 when a line was refused.

    Each accepted line is one transaction: an interrupted import is repeated safely. The codes are printed once and
    never again.
    """
    refused = 0
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            result = _take(line, number)
            refused += "error" in result
            click.echo(json.dumps(result, ensure_ascii=False))
    if refused:
        raise click.ClickException(f"{refused} lines were refused; nothing of them was stored.")


def _take(line: str, number: int) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        return {"line": number, "error": "not_json", "message": "This line is not JSON."}
    key = data.get("id") if isinstance(data, dict) else None
    try:
        with database.writing():
            result = import_line(data, actor=SYSTEM)
            db.session.commit()
    except DomainError as error:
        db.session.rollback()
        return {"line": number, "id": key, "error": error.code, "message": sentence(error)}
    except SQLAlchemyError as error:
        db.session.rollback()
        return {"line": number, "id": key, "error": "not_saved", "message": type(error).__name__}
    answer = {
        "id": key,
        "reference": result.contribution.reference,
        "code": result.code if result.created else None,
    }
    return answer if result.created else {**answer, "status": "known"}
