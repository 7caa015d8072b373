"""Taking the last decision back at once: what a press decided, what it needs to be undone; keys that work alone.

Revision: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

TABLE = 'moderation_decision'


def upgrade() -> None:
    op.add_column('account', sa.Column('single_keys', sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column(TABLE, sa.Column('step_id', sa.Uuid(), nullable=True))
    op.add_column(TABLE, sa.Column('undo_until', sa.DateTime(), nullable=True))
    op.add_column(TABLE, sa.Column('undo', sa.JSON(), nullable=True))
    op.add_column(TABLE, sa.Column('undone_at', sa.DateTime(), nullable=True))
    op.create_index(op.f('ix_moderation_decision_step_id'), TABLE, ['step_id'])
    op.create_index('ix_moderation_decision_undo', TABLE, ['decided_by_id', 'undo_until'])


def downgrade() -> None:
    op.drop_index('ix_moderation_decision_undo', table_name=TABLE)
    op.drop_index(op.f('ix_moderation_decision_step_id'), table_name=TABLE)
    for column in ('undone_at', 'undo', 'undo_until', 'step_id'):
        op.drop_column(TABLE, column)
    op.drop_column('account', 'single_keys')
