"""The talk between author, commissioner and network: more kinds of messages, and what became of each.

Revision: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

OLD = "'addition', 'query', 'reply'"
NEW = OLD + ", 'network_question', 'author_reply', 'from_commissioner', 'to_commissioner'"
NAME = "ck_message_messagekind"
OPEN_QUESTION = sa.text("kind = 'network_question' AND ended_on IS NULL")


def _allow_kinds(old: str, new: str) -> None:
    """Change the list of allowed values alone; for SQLite as step 0002 explains."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE message DROP CONSTRAINT {NAME}")
        op.execute(f"ALTER TABLE message ADD CONSTRAINT {NAME} CHECK (kind IN ({new}))")
        return
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = 1")
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'message'"),
        {"old": f"kind IN ({old})", "new": f"kind IN ({new})"},
    )
    bind.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")


COLUMNS = ('passed_on', 'ended_on')


def _refer(column: str, kind: sa.types.TypeEngine, target: str) -> None:
    """A column that points at another table. SQLite takes the rule with the column and needs no copy of the table."""
    key = f"fk_message_{column}"
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.add_column('message', sa.Column(column, kind, nullable=True))
        op.create_foreign_key(key, 'message', target, [column], ['id'])
        return
    written = kind.compile(bind.dialect)
    op.execute(f"ALTER TABLE message ADD COLUMN {column} {written} CONSTRAINT {key} REFERENCES {target} (id)")


def upgrade() -> None:
    _allow_kinds(OLD, NEW)
    op.add_column('contribution', sa.Column('talk_closed_on', sa.Date(), nullable=True))
    for column in COLUMNS:
        op.add_column('message', sa.Column(column, sa.Date(), nullable=True))
    _refer('network_id', sa.Integer(), 'network')
    _refer('question_id', sa.Uuid(), 'message')
    op.create_index('ix_message_open', 'message', ['kind', 'ended_on'], unique=False)
    op.create_index(
        'uq_message_open_question', 'message', ['contribution_id', 'network_id'], unique=True,
        sqlite_where=OPEN_QUESTION, postgresql_where=OPEN_QUESTION,
    )


def downgrade() -> None:
    op.drop_index('uq_message_open_question', table_name='message')
    op.drop_index('ix_message_open', table_name='message')
    _forget_talks()
    for column in ('question_id', 'network_id', *COLUMNS):
        op.drop_column('message', column)
    op.drop_column('contribution', 'talk_closed_on')
    _allow_kinds(NEW, OLD)


def _forget_talks() -> None:
    """The older version knows no talks: their words go with their rows."""
    message = sa.table('message', sa.column('id', sa.Uuid()), sa.column('kind', sa.String()), sa.column('question_id'))
    version = sa.table(
        'text_version', sa.column('subject_kind', sa.String()), sa.column('subject_id', sa.String()),
        sa.column('kind', sa.String()),
    )
    bind = op.get_bind()
    talk = message.c.kind.not_in(['addition', 'query', 'reply'])
    keys = [str(key) for key in bind.execute(sa.select(message.c.id).where(talk)).scalars()]
    about = sa.and_(version.c.subject_kind == 'message', version.c.subject_id.in_(keys))
    # Translations point at what they were made from, and redactions at the original.
    for kind in ('translation', 'redaction', 'original'):
        bind.execute(sa.delete(version).where(about, version.c.kind == kind))
    bind.execute(sa.update(message).values(question_id=None))
    bind.execute(sa.delete(message).where(talk))
