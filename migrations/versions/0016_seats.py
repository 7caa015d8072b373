"""Seats, needs and addresses of the Dialogforum.

Revision: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('seat',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('children', sa.Integer(), nullable=False),
        sa.Column('cared', sa.Integer(), nullable=False),
        sa.Column('theme_table', sa.Integer(), nullable=True),
        sa.Column('state', sa.Enum('placed', 'waiting', name='seatstate', native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column('care_waits', sa.Boolean(), nullable=False),
        sa.Column('moved_up_on', sa.Date(), nullable=True),
        sa.Column('reading_language', sa.String(length=12), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('lot', sa.Integer(), nullable=False),
        sa.Column('code_hash', sa.String(length=64), nullable=False),
        sa.Column('code_key_id', sa.String(length=12), nullable=False),
        sa.Column('form_hash', sa.String(length=64), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.CheckConstraint('cared BETWEEN 0 AND children', name=op.f('ck_seat_cared_are_children')),
        sa.CheckConstraint('people BETWEEN 1 AND 5 AND children BETWEEN 0 AND 5', name=op.f('ck_seat_party')),
        sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_seat_round_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_seat')),
        sa.UniqueConstraint('code_hash', name=op.f('uq_seat_code_hash')),
        sa.UniqueConstraint('form_hash', name=op.f('uq_seat_form_hash')),
        sqlite_with_rowid=False,
    )
    op.create_index('ix_seat_line', 'seat', ['round_id', 'day', 'lot'], unique=False)
    op.create_table('seat_plan',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('seats', sa.Integer(), nullable=False),
        sa.Column('care_places', sa.Integer(), nullable=False),
        sa.Column('arrived', sa.Integer(), nullable=True),
        sa.Column('called_off_on', sa.Date(), nullable=True),
        sa.Column('totals', sa.JSON(), nullable=True),
        sa.Column('erased_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.CheckConstraint('seats >= 0 AND care_places >= 0 AND arrived >= 0', name=op.f('ck_seat_plan_not_negative')),
        sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_seat_plan_round_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_seat_plan')),
        sa.UniqueConstraint('round_id', name=op.f('uq_seat_plan_round_id'))
    )
    op.create_table('seat_contact',
        sa.Column('seat_id', sa.Uuid(), nullable=False),
        sa.Column('address', sa.String(length=600), nullable=False),
        sa.Column('key_id', sa.String(length=12), nullable=False),
        sa.Column('given_on', sa.Date(), nullable=False),
        sa.Column('confirmed_on', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_seat_contact_seat_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('seat_id', name=op.f('pk_seat_contact')),
        sqlite_with_rowid=False,
    )
    op.create_table('seat_needs',
        sa.Column('seat_id', sa.Uuid(), nullable=False),
        sa.Column('sealed', sa.Text(), nullable=False),
        sa.Column('key_id', sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_seat_needs_seat_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('seat_id', name=op.f('pk_seat_needs')),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table('seat_needs')
    op.drop_table('seat_contact')
    op.drop_table('seat_plan')
    op.drop_index('ix_seat_line', table_name='seat')
    op.drop_table('seat')
