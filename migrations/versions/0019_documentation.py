"""Documentation of a Dialogforum and what was promised.

Revision: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'forum_documentation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('attendance', sa.Integer(), nullable=True),
        sa.Column('published_on', sa.Date(), nullable=True),
        sa.Column('thanked_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.CheckConstraint('attendance >= 0', name=op.f('ck_forum_documentation_not_negative')),
        sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_forum_documentation_round_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_documentation')),
        sa.UniqueConstraint('round_id', name=op.f('uq_forum_documentation_round_id')),
    )
    op.create_table(
        'commitment',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('action_field_id', sa.Integer(), nullable=False),
        sa.Column('network_id', sa.Integer(), nullable=False),
        sa.Column('owner', sa.String(length=120), nullable=False),
        sa.Column('due_on', sa.Date(), nullable=False),
        sa.Column('state', sa.Enum('commitment_running', 'commitment_kept', 'commitment_broken', name='commitmentstate', native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column('state_on', sa.Date(), nullable=False),
        sa.Column('made_on', sa.Date(), nullable=False),
        sa.Column('form_hash', sa.String(length=64), nullable=False),
        sa.Column('is_example', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['action_field_id'], ['action_field.id'], name=op.f('fk_commitment_action_field_id')),
        sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_commitment_network_id')),
        sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_commitment_round_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment')),
        sa.UniqueConstraint('form_hash', name=op.f('uq_commitment_form_hash')),
    )
    with op.batch_alter_table('commitment') as table:
        table.create_index('ix_commitment_board', ['network_id', 'due_on'])


def downgrade() -> None:
    with op.batch_alter_table('commitment') as table:
        table.drop_index('ix_commitment_board')
    op.drop_table('commitment')
    op.drop_table('forum_documentation')
