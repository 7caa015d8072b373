"""Answers: a second person, goals, decisions, days to look again, corrections, votes, ready texts.

Revision: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

OUTCOMES = ('adopted', 'feeds_measure', 'exists_already', 'needs_decision', 'passed_on', 'next_forum', 'not_possible')
FREE, BOUND = "resource_need_id INTEGER, ", "resource_need_id INTEGER NOT NULL, "


def _with_reference(table: str, column: str, target: str) -> None:
    """Add a column that points somewhere. Both databases know this sentence; copying the table would lose checks."""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column} REFERENCES {target}(id)")


def _let_decisions_stand_alone(alone: bool) -> None:
    """A decision need not be about a resource of a measure. SQLite: the text of the schema alone is changed, as its
    manual describes (lang_altertable), so that no check is lost."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE political_decision ALTER COLUMN resource_need_id {'DROP' if alone else 'SET'} NOT NULL")
        return
    old, new = (BOUND, FREE) if alone else (FREE, BOUND)
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = 1")
    bind.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
            "WHERE type = 'table' AND name = 'political_decision'"
        ),
        {"old": old, "new": new},
    )
    bind.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")


def _extend_answers() -> None:
    for name in ('together', 'grants_resources'):
        op.add_column('answer', sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    for name in ('approval_asked_at', 'approved_at'):
        op.add_column('answer', sa.Column(name, sa.DateTime(), nullable=True))
    for name in ('review_on', 'review_told_on', 'reviewed_on', 'corrected_on'):
        op.add_column('answer', sa.Column(name, sa.Date(), nullable=True))
    _with_reference('answer', 'approved_by_id', 'account')
    _with_reference('answer', 'decision_id', 'political_decision')


def _create_around_answers() -> None:
    op.create_table('answer_goal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('guiding_goal_id', sa.Integer(), nullable=True),
    sa.Column('action_goal_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(guiding_goal_id IS NULL) <> (action_goal_id IS NULL)', name=op.f('ck_answer_goal_one_goal')),
    sa.ForeignKeyConstraint(['action_goal_id'], ['action_goal.id'], name=op.f('fk_answer_goal_action_goal_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_answer_goal_answer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['guiding_goal_id'], ['guiding_goal.id'], name=op.f('fk_answer_goal_guiding_goal_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_goal')),
    sa.UniqueConstraint('answer_id', 'guiding_goal_id', 'action_goal_id', name=op.f('uq_answer_goal_answer_id_guiding_goal_id_action_goal_id'))
    )
    op.create_table('pending_correction',
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_pending_correction_answer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['written_by_id'], ['account.id'], name=op.f('fk_pending_correction_written_by_id')),
    sa.PrimaryKeyConstraint('answer_id', name=op.f('pk_pending_correction'))
    )


def _create_votes_and_templates() -> None:
    op.create_table('help_vote',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('helped', sa.Enum('yes', 'partly', 'no', name='helped', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_help_vote_answer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_help_vote_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_vote')),
    sa.UniqueConstraint('answer_id', 'contribution_id', name=op.f('uq_help_vote_answer_id_contribution_id')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_help_vote_contribution_id'), 'help_vote', ['contribution_id'], unique=False)
    op.create_table('response_template',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('outcome', sa.Enum(*OUTCOMES, name='outcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('field_number', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('retired_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_response_template')),
    sa.UniqueConstraint('key', name=op.f('uq_response_template_key'))
    )


def upgrade() -> None:
    op.add_column('network', sa.Column('four_eyes', sa.Boolean(), nullable=True))
    op.add_column('political_decision', sa.Column('subject', sa.String(length=300), server_default='', nullable=False))
    _let_decisions_stand_alone(True)
    _extend_answers()
    _create_around_answers()
    _create_votes_and_templates()


def downgrade() -> None:
    for table in ('response_template', 'help_vote', 'pending_correction', 'answer_goal'):
        op.drop_table(table)
    for name in (
        'decision_id', 'approved_by_id', 'corrected_on', 'reviewed_on', 'review_told_on', 'review_on',
        'approved_at', 'approval_asked_at', 'grants_resources', 'together',
    ):
        op.drop_column('answer', name)
    op.execute("DELETE FROM political_decision WHERE resource_need_id IS NULL")
    _let_decisions_stand_alone(False)
    op.drop_column('political_decision', 'subject')
    op.drop_column('network', 'four_eyes')
