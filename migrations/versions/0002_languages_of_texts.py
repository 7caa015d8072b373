"""Languages of texts: recognised ones, the engine behind a machine's draft, wishes for languages.

Revision: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

OLD = "'interface', 'author', 'moderator', 'import'"
NEW = "'interface', 'detected', 'author', 'moderator', 'import'"
NAME = "ck_contribution_languageorigin"


def _allow_origins(old: str, new: str) -> None:
    """Change the list of allowed values alone. SQLite keeps a check only in the text of its schema: copying the
    whole table would drop the other checks, so the text is changed, as its manual describes (lang_altertable)."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE contribution DROP CONSTRAINT {NAME}")
        op.execute(f"ALTER TABLE contribution ADD CONSTRAINT {NAME} CHECK (language_origin IN ({new}))")
        return
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = 1")
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'contribution'"),
        {"old": f"language_origin IN ({old})", "new": f"language_origin IN ({new})"},
    )
    bind.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")


def upgrade() -> None:
    _allow_origins(OLD, NEW)
    op.add_column('text_version', sa.Column('engine', sa.String(length=40), nullable=True))
    op.create_table('language_wish',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('words', sa.String(length=80), nullable=False),
    sa.Column('page_language', sa.String(length=12), nullable=False),
    sa.Column('wished_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_language_wish')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('language_wish')
    op.drop_column('text_version', 'engine')
    op.execute("UPDATE contribution SET language_origin = 'interface' WHERE language_origin = 'detected'")
    _allow_origins(NEW, OLD)
