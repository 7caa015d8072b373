"""Theme tables, their notes and sums of dots; agendas.

Revision: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

KINDS = ('said', 'proposal', 'open_question', 'first_reaction')
DECISIONS = ('note_released', 'note_left_out')
REASONS = ('personal_data', 'third_person', 'insult', 'hate_or_threat', 'advertising', 'off_topic', 'unreadable', 'duplicate', 'single_case')


def _enum(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        'theme_table',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('action_field_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('place', sa.String(length=120), nullable=False),
        sa.Column('host_id', sa.Integer(), nullable=True),
        sa.Column('languages', sa.JSON(), nullable=False),
        sa.Column('is_example', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['action_field_id'], ['action_field.id'], name=op.f('fk_theme_table_action_field_id')),
        sa.ForeignKeyConstraint(['host_id'], ['account.id'], name=op.f('fk_theme_table_host_id')),
        sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_theme_table_round_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_theme_table')),
        sa.UniqueConstraint('round_id', 'action_field_id', name=op.f('uq_theme_table_round_id_action_field_id')),
    )
    op.create_table(
        'table_note',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('table_id', sa.Integer(), nullable=False),
        sa.Column('kind', _enum(KINDS, 'notekind'), nullable=False),
        sa.Column('contribution_id', sa.Uuid(), nullable=True),
        sa.Column('measure_id', sa.Integer(), nullable=True),
        sa.Column('written_on', sa.Date(), nullable=False),
        sa.Column('written_by_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('decision', _enum(DECISIONS, 'notedecision'), nullable=True),
        sa.Column('decided_on', sa.Date(), nullable=True),
        sa.Column('reason', _enum(REASONS, 'reasoncode'), nullable=True),
        sa.Column('made_id', sa.Uuid(), nullable=True),
        sa.Column('form_hash', sa.String(length=64), nullable=True),
        sa.Column('is_example', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.CheckConstraint('(decision IS NULL) = (decided_on IS NULL)', name=op.f('ck_table_note_decided_on_a_day')),
        sa.CheckConstraint("decision <> 'note_left_out' OR reason IS NOT NULL", name=op.f('ck_table_note_left_out_with_reason')),
        sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_table_note_contribution_id'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['made_id'], ['contribution.id'], name=op.f('fk_table_note_made_id'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_table_note_measure_id'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['table_id'], ['theme_table.id'], name=op.f('fk_table_note_table_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['written_by_id'], ['account.id'], name=op.f('fk_table_note_written_by_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_table_note')),
        sa.UniqueConstraint('form_hash', name=op.f('uq_table_note_form_hash')),
        sqlite_with_rowid=False,
    )
    op.create_index('ix_table_note_table', 'table_note', ['table_id', 'decision'])
    op.create_table(
        'dot_count',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('table_id', sa.Integer(), nullable=False),
        sa.Column('measure_id', sa.Integer(), nullable=True),
        sa.Column('contribution_id', sa.Uuid(), nullable=True),
        sa.Column('dots', sa.Integer(), nullable=False),
        sa.Column('entered_on', sa.Date(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.CheckConstraint('measure_id IS NULL OR contribution_id IS NULL', name=op.f('ck_dot_count_about_one_thing')),
        sa.CheckConstraint('dots >= 0', name=op.f('ck_dot_count_not_below_zero')),
        sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_dot_count_contribution_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_dot_count_measure_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['table_id'], ['theme_table.id'], name=op.f('fk_dot_count_table_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_dot_count')),
        sa.UniqueConstraint('table_id', 'contribution_id', name=op.f('uq_dot_count_table_id_contribution_id')),
        sa.UniqueConstraint('table_id', 'measure_id', name=op.f('uq_dot_count_table_id_measure_id')),
    )
    op.create_table(
        'agenda',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('action_field_id', sa.Integer(), nullable=False),
        sa.Column('published_on', sa.Date(), nullable=True),
        sa.Column('changed_on', sa.Date(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['action_field_id'], ['action_field.id'], name=op.f('fk_agenda_action_field_id')),
        sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_agenda_round_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda')),
        sa.UniqueConstraint('round_id', 'action_field_id', name=op.f('uq_agenda_round_id_action_field_id')),
    )
    op.create_table(
        'agenda_item',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('agenda_id', sa.Integer(), nullable=False),
        sa.Column('contribution_id', sa.Uuid(), nullable=True),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('added_on', sa.Date(), nullable=False),
        sa.Column('form_hash', sa.String(length=64), nullable=True),
        sa.CheckConstraint('minutes >= 0', name=op.f('ck_agenda_item_not_below_zero')),
        sa.ForeignKeyConstraint(['agenda_id'], ['agenda.id'], name=op.f('fk_agenda_item_agenda_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_agenda_item_contribution_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item')),
        sa.UniqueConstraint('agenda_id', 'contribution_id', name=op.f('uq_agenda_item_agenda_id_contribution_id')),
        sa.UniqueConstraint('form_hash', name=op.f('uq_agenda_item_form_hash')),
    )


def downgrade() -> None:
    op.drop_table('agenda_item')
    op.drop_table('agenda')
    op.drop_table('dot_count')
    op.drop_index('ix_table_note_table', table_name='table_note')
    op.drop_table('table_note')
    op.drop_table('theme_table')
