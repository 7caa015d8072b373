"""Print runs and paper cards.

Revision: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import app.core.models

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'print_run',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=True),
        sa.Column('language', sa.String(length=12), nullable=False),
        sa.Column('printed_at', app.core.models.UtcDateTime(), nullable=False),
        sa.Column('form_hash', sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_print_run_round_id_participation_round')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_print_run')),
        sa.UniqueConstraint('form_hash', name=op.f('uq_print_run_form_hash')),
    )
    op.create_table(
        'paper_card',
        sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('run_id', sa.Integer(), nullable=False),
        sa.Column('code_hash', sa.String(length=64), nullable=False),
        sa.Column('code_key_id', sa.String(length=12), nullable=False),
        sa.Column('contribution_id', sa.Uuid(), nullable=True),
        sa.Column('typed_on', sa.Date(), nullable=True),
        sa.Column('typed_by_id', sa.Integer(), nullable=True),
        sa.Column('voided_on', sa.Date(), nullable=True),
        sa.CheckConstraint('voided_on IS NULL OR contribution_id IS NULL', name=op.f('ck_paper_card_void_is_not_typed')),
        sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_paper_card_contribution_id_contribution'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['run_id'], ['print_run.id'], name=op.f('fk_paper_card_run_id_print_run')),
        sa.ForeignKeyConstraint(['typed_by_id'], ['account.id'], name=op.f('fk_paper_card_typed_by_id_account')),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_paper_card')),
        sa.UniqueConstraint('code_hash', name=op.f('uq_paper_card_code_hash')),
        sa.UniqueConstraint('contribution_id', name=op.f('uq_paper_card_contribution_id')),
    )
    with op.batch_alter_table('paper_card', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_card_run_id'), ['run_id'], unique=False)
        batch_op.create_index('ix_paper_card_typed', ['typed_by_id', 'typed_on'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('paper_card', schema=None) as batch_op:
        batch_op.drop_index('ix_paper_card_typed')
        batch_op.drop_index(batch_op.f('ix_paper_card_run_id'))
    op.drop_table('paper_card')
    op.drop_table('print_run')
