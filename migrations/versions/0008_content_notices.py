"""Content notices by anybody, sealed contacts of reporters, the closed store of evidence; decisions that came from one.

Revision: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

OLD = "'split', 'redact'"
NEW = "'split', 'redact', 'hide', 'show'"
NAME = "ck_moderation_decision_decision"
KNOWN = "'release', 'return', 'merge', 'refer', 'refuse', 'take_back', "
REASONS = ('personal_data', 'third_person', 'insult', 'hate_or_threat', 'advertising', 'off_topic', 'unreadable', 'duplicate', 'single_case')
ENDINGS = ('keep', 'redact', 'hide', 'take_back', 'refuse', 'gone')
GROUNDS = ('hate', 'child_abuse', 'symbols', 'privacy', 'insult', 'advertising', 'other_law', 'other_rule')


def _allow_decisions(old: str, new: str) -> None:
    """Change the list of allowed values alone; on SQLite in the text of its schema, as step 0002 does."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE moderation_decision DROP CONSTRAINT {NAME}")
        op.execute(f"ALTER TABLE moderation_decision ADD CONSTRAINT {NAME} CHECK (decision IN ({KNOWN}{new}))")
        return
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = 1")
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'moderation_decision'"),
        {"old": f"{KNOWN}{old}", "new": f"{KNOWN}{new}"},
    )
    bind.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")


def _enum(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    _allow_decisions(OLD, NEW)
    op.add_column('moderation_decision', sa.Column('after_notice', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table('content_notice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=True),
    sa.Column('ground', _enum(GROUNDS, 'ground'), nullable=False),
    sa.Column('is_urgent', sa.Boolean(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('reading_language', sa.String(length=12), nullable=False),
    sa.Column('looks_automatic', sa.Boolean(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=True),
    sa.Column('code_key_id', sa.String(length=12), nullable=True),
    sa.Column('form_hash', sa.String(length=64), nullable=True),
    sa.Column('ending', _enum(ENDINGS, 'ending'), nullable=True),
    sa.Column('reason', _enum(REASONS, 'notice_reason'), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('objected_on', sa.Date(), nullable=True),
    sa.Column('first_ending', _enum(ENDINGS, 'first_ending'), nullable=True),
    sa.Column('second_by_id', sa.Integer(), nullable=True),
    sa.Column('second_at', sa.DateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(decided_at IS NULL) = (ending IS NULL)', name='ck_content_notice_decided_has_ending'),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_content_notice_answer_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_content_notice_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['account.id'], name=op.f('fk_content_notice_decided_by_id')),
    sa.ForeignKeyConstraint(['second_by_id'], ['account.id'], name=op.f('fk_content_notice_second_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_content_notice')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_content_notice_code_hash')),
    sa.UniqueConstraint('form_hash', name=op.f('uq_content_notice_form_hash')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('content_notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_content_notice_contribution_id'), ['contribution_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_content_notice_answer_id'), ['answer_id'], unique=False)
        batch_op.create_index('ix_content_notice_open', ['decided_at', 'day'], unique=False)

    op.create_table('notice_contact',
    sa.Column('notice_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=900), nullable=True),
    sa.Column('address', sa.String(length=600), nullable=True),
    sa.Column('key_id', sa.String(length=12), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['notice_id'], ['content_notice.id'], name=op.f('fk_notice_contact_notice_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('notice_id', name=op.f('pk_notice_contact')),
    sqlite_with_rowid=False
    )
    op.create_table('evidence',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.String(length=12), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=False),
    sa.Column('key_id', sa.String(length=12), nullable=False),
    sa.Column('checksum', sa.String(length=64), nullable=False),
    sa.Column('kept_at', sa.DateTime(), nullable=False),
    sa.Column('kept_by_id', sa.Integer(), nullable=False),
    sa.Column('delete_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['kept_by_id'], ['account.id'], name=op.f('fk_evidence_kept_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evidence_reference'), ['reference'], unique=False)


def downgrade() -> None:
    op.drop_table('evidence')
    op.drop_table('notice_contact')
    op.drop_table('content_notice')
    op.execute("DELETE FROM objection WHERE decision_id IN (SELECT id FROM moderation_decision WHERE decision IN ('hide', 'show'))")
    op.execute("DELETE FROM moderation_decision WHERE decision IN ('hide', 'show')")
    op.drop_column('moderation_decision', 'after_notice')
    _allow_decisions(NEW, OLD)
