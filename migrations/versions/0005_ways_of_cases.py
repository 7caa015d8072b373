"""Ways of cases: who leads since when and why, extensions, escalation, reminders; groups a contribution is about.

Revision: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

REASONS = "'field', 'can_do_more', 'was_handed_back', 'nobody_there', 'took_too_long'"
REMINDERS = "'soon', 'today', 'late'"


def upgrade() -> None:
    # In words that both databases know: SQLite keeps the checks of the other columns this way.
    op.add_column('assignment', sa.Column('lead_since', sa.DateTime(), nullable=True))
    op.execute(
        "ALTER TABLE assignment ADD COLUMN because VARCHAR(40)"
        f" CONSTRAINT ck_assignment_routereason CHECK (because IN ({REASONS}))"
    )
    op.add_column('assignment', sa.Column('extensions', sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('assignment', sa.Column('escalated_at', sa.DateTime(), nullable=True))
    op.add_column('assignment', sa.Column('escalation_note', sa.Text(), nullable=True))
    op.add_column('assignment', sa.Column('escalation_ended_at', sa.DateTime(), nullable=True))
    op.add_column('assignment', sa.Column('reminded_about', sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE assignment ADD COLUMN reminded VARCHAR(40)"
        f" CONSTRAINT ck_assignment_reminder CHECK (reminded IN ({REMINDERS}))"
    )
    op.execute("UPDATE assignment SET lead_since = assigned_at WHERE is_lead")
    op.create_table('audience_tag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('retired_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audience_tag')),
    sa.UniqueConstraint('key', name=op.f('uq_audience_tag_key'))
    )
    op.create_table('contribution_audience',
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('audience_tag_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['audience_tag_id'], ['audience_tag.id'], name=op.f('fk_contribution_audience_audience_tag_id')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_contribution_audience_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contribution_id', 'audience_tag_id', name=op.f('pk_contribution_audience')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('contribution_audience')
    op.execute("DELETE FROM text_version WHERE subject_kind = 'audience_tag'")
    op.drop_table('audience_tag')
    for name in (
        'reminded', 'reminded_about', 'escalation_ended_at', 'escalation_note', 'escalated_at', 'extensions', 'because',
        'lead_since',
    ):
        op.drop_column('assignment', name)
