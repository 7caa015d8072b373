"""Absence, and cases that one commissioner leaves to another.

Revision: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.CheckConstraint('last_day >= first_day', name=op.f('ck_absence_absence_in_order')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_absence_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence'))
    )
    op.create_index(op.f('ix_absence_account_id'), 'absence', ['account_id'])
    op.create_table('hand_over',
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_hand_over_contribution_id_contribution'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['from_id'], ['account.id'], name=op.f('fk_hand_over_from_id_account')),
    sa.ForeignKeyConstraint(['to_id'], ['account.id'], name=op.f('fk_hand_over_to_id_account')),
    sa.PrimaryKeyConstraint('contribution_id', name=op.f('pk_hand_over'))
    )


def downgrade() -> None:
    op.drop_table('hand_over')
    op.drop_index(op.f('ix_absence_account_id'), table_name='absence')
    op.drop_table('absence')
