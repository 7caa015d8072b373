"""Suggestions about cases: numbers of texts, which cases were compared, what was found.

Revision: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('text_vector',
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=True),
    sa.Column('model', sa.String(length=40), nullable=False),
    sa.Column('numbers', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_text_vector_contribution_id_contribution'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['text_version.id'], name=op.f('fk_text_vector_version_id_text_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('version_id', name=op.f('pk_text_vector')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_text_vector_contribution_id'), 'text_vector', ['contribution_id'], unique=False)
    op.create_table('comparison',
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('seen', sa.String(length=40), nullable=False),
    sa.Column('model', sa.String(length=40), nullable=False),
    sa.Column('compared_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_comparison_contribution_id_contribution'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contribution_id', name=op.f('pk_comparison')),
    sqlite_with_rowid=False
    )
    op.create_table('case_hint',
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('same_words', 'same_meaning', 'field', name='suggested', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=True),
    sa.Column('action_field_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('other_version_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("(kind = 'field') = (action_field_id IS NOT NULL)", name=op.f('ck_case_hint_field_hint_has_field')),
    sa.CheckConstraint("kind = 'field' OR other_id IS NOT NULL", name=op.f('ck_case_hint_likeness_has_other')),
    sa.ForeignKeyConstraint(['action_field_id'], ['action_field.id'], name=op.f('fk_case_hint_action_field_id_action_field'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['contribution_id'], ['comparison.contribution_id'], name=op.f('fk_case_hint_contribution_id_comparison'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['contribution.id'], name=op.f('fk_case_hint_other_id_contribution'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_version_id'], ['text_version.id'], name=op.f('fk_case_hint_other_version_id_text_version'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['text_version.id'], name=op.f('fk_case_hint_version_id_text_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contribution_id', 'kind', 'position', name=op.f('pk_case_hint')),
    sqlite_with_rowid=False
    )
    for column in ('other_id', 'other_version_id', 'version_id'):
        op.create_index(op.f(f'ix_case_hint_{column}'), 'case_hint', [column], unique=False)


def downgrade() -> None:
    op.drop_table('case_hint')
    op.drop_table('comparison')
    op.drop_table('text_vector')
