"""Entries for somebody else: how the help was given, a count per helper and day, forms whose screen was wiped.

Revision: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('assisted_entry',
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('spoken_language', sa.String(length=12), nullable=False),
    sa.Column('interpreter', sa.Enum('none', 'spoken', 'signed', name='interpreter', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('words', sa.Enum('own', 'notes', name='words', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_assisted_entry_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_assisted_entry_organisation_id')),
    sa.PrimaryKeyConstraint('contribution_id', name=op.f('pk_assisted_entry')),
    sqlite_with_rowid=False
    )
    op.create_table('assisted_day',
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('entries', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_assisted_day_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', 'day', name=op.f('pk_assisted_day'))
    )
    op.create_table('wiped_form',
    sa.Column('form_hash', sa.String(length=64), nullable=False),
    sa.Column('wiped_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('form_hash', name=op.f('pk_wiped_form')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('wiped_form')
    op.drop_table('assisted_day')
    op.drop_table('assisted_entry')
