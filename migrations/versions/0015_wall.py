"""The wall of the hall.

Revision: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import app.core.models

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'wall',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('is_blank', sa.Boolean(), nullable=False),
        sa.Column('is_paused', sa.Boolean(), nullable=False),
        sa.Column('fields', sa.JSON(), nullable=False),
        sa.Column('mix', sa.Enum('all', 'others', 'german', name='mix', native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column('seconds', sa.Integer(), nullable=False),
        sa.Column('turn', sa.Integer(), nullable=False),
        sa.Column('moved_at', app.core.models.UtcDateTime(), nullable=False),
        sa.Column('enlarged_id', sa.Uuid(), nullable=True),
        sa.Column('taken_off', sa.JSON(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['enlarged_id'], ['contribution.id'], name=op.f('fk_wall_enlarged_id_contribution'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_wall_round_id_participation_round'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_wall')),
        sa.UniqueConstraint('round_id', name=op.f('uq_wall_round_id')),
    )


def downgrade() -> None:
    op.drop_table('wall')
