"""The spine: everything from a resident's text to the network's answer.

Revision: 0001
"""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def _create_search() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute("CREATE INDEX ix_search_entry_trigrams ON search_entry USING gin (text gin_trgm_ops)")
        return
    op.execute(
        "CREATE VIRTUAL TABLE search_trigrams USING fts5(text, content='search_entry', content_rowid='id',"
        " tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"
    )
    if sqlite3.sqlite_version_info >= (3, 42, 0):
        op.execute("INSERT INTO search_trigrams(search_trigrams, rank) VALUES ('secure-delete', 1)")


def _drop_search() -> None:
    # The extension stays: others may use it.
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX IF EXISTS ix_search_entry_trigrams")
    else:
        op.execute("DROP TABLE IF EXISTS search_trigrams")


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('totp_secret', sa.String(length=400), nullable=True),
    sa.Column('totp_last_step', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('disabled_at', sa.DateTime(), nullable=True),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('email', name=op.f('uq_account_email'))
    )
    op.create_table('advice_service',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('phone', sa.String(length=60), nullable=False),
    sa.Column('website', sa.String(length=200), nullable=False),
    sa.Column('languages', sa.String(length=200), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_advice_service')),
    sa.UniqueConstraint('key', name=op.f('uq_advice_service_key'))
    )
    op.create_table('attempt_bucket',
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('left', sa.Float(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_attempt_bucket'))
    )
    op.create_table('concept_edition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('update', sa.String(length=80), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concept_edition')),
    sa.UniqueConstraint('key', name=op.f('uq_concept_edition_key'))
    )
    op.create_table('district',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.Enum('area', 'whole_city', 'outside', name='districtkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_district')),
    sa.UniqueConstraint('key', name=op.f('uq_district_key'))
    )
    op.create_table('history_entry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(length=40), nullable=False),
    sa.Column('verb', sa.String(length=60), nullable=False),
    sa.Column('actor_kind', sa.Enum('resident', 'staff', 'system', name='actorkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=40), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('previous_digest', sa.String(length=64), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_history_entry')),
    sa.UniqueConstraint('position', name=op.f('uq_history_entry_position')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('history_entry', schema=None) as batch_op:
        batch_op.create_index('ix_history_entry_subject', ['subject_kind', 'subject_id'], unique=False)

    op.create_table('history_head',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_history_head'))
    )
    op.create_table('network',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network')),
    sa.UniqueConstraint('key', name=op.f('uq_network_key'))
    )
    op.create_table('organisation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('name', name=op.f('uq_organisation_name'))
    )
    op.create_table('outbox_mail',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('recipient', sa.String(length=800), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=True),
    sa.Column('state', sa.Enum('waiting', 'sent', 'skipped', 'gave_up', name='mailstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('due_at', sa.DateTime(), nullable=True),
    sa.Column('lease_until', sa.DateTime(), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('last_error', sa.String(length=200), nullable=True),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('gave_up_on', sa.Date(), nullable=True),
    sa.CheckConstraint("recipient NOT LIKE '%@%'", name=op.f('ck_outbox_mail_recipient_is_a_reference')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_mail')),
    sa.UniqueConstraint('key', name=op.f('uq_outbox_mail_key')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_mail_waiting', ['state', 'due_on'], unique=False)

    op.create_table('political_body',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_political_body')),
    sa.UniqueConstraint('name', name=op.f('uq_political_body_name'))
    )
    op.create_table('search_entry',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_entry')),
    sa.UniqueConstraint('kind', 'subject_id', name=op.f('uq_search_entry_kind_subject_id'))
    )
    op.create_table('text_version',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(length=40), nullable=False),
    sa.Column('part', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.Enum('original', 'redaction', 'translation', name='versionkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('slot', sa.String(length=30), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('origin', sa.Enum('author', 'machine', 'human', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('based_on_id', sa.Uuid(), nullable=True),
    sa.Column('based_on_digest', sa.String(length=64), nullable=True),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_account', sa.Integer(), nullable=True),
    sa.Column('made_by_role', sa.String(length=40), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('checked_by_role', sa.String(length=40), nullable=True),
    sa.Column('replaced_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(kind = 'original') = (based_on_id IS NULL)", name=op.f('ck_text_version_original_is_based_on_nothing')),
    sa.ForeignKeyConstraint(['based_on_id'], ['text_version.id'], name=op.f('fk_text_version_based_on_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_text_version')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('text_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_text_version_based_on_id'), ['based_on_id'], unique=False)
        batch_op.create_index('ix_text_version_subject', ['subject_kind', 'subject_id', 'part'], unique=False)
        batch_op.create_index('uq_text_version_current', ['subject_kind', 'subject_id', 'part', 'slot'], unique=True, sqlite_where=sa.text('replaced_on IS NULL'), postgresql_where=sa.text('replaced_on IS NULL'))

    op.create_table('action_field',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.CheckConstraint('number BETWEEN 1 AND 99', name=op.f('ck_action_field_number_in_range')),
    sa.ForeignKeyConstraint(['edition_id'], ['concept_edition.id'], name=op.f('fk_action_field_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_field')),
    sa.UniqueConstraint('edition_id', 'number', name=op.f('uq_action_field_edition_id_number'))
    )
    op.create_table('cross_cutting_theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['concept_edition.id'], name=op.f('fk_cross_cutting_theme_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cross_cutting_theme')),
    sa.UniqueConstraint('edition_id', 'position', name=op.f('uq_cross_cutting_theme_edition_id_position'))
    )
    op.create_table('network_name',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_network_name_network_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_name')),
    sa.UniqueConstraint('network_id', 'valid_from', name=op.f('uq_network_name_network_id_valid_from'))
    )
    with op.batch_alter_table('network_name', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_network_name_network_id'), ['network_id'], unique=False)

    op.create_table('network_seat',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('seat', sa.Enum('migration_unit', 'field_expert', 'member', name='seat', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_network_seat_account_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_network_seat_network_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_network_seat_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_seat'))
    )
    with op.batch_alter_table('network_seat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_network_seat_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_network_seat_network_id'), ['network_id'], unique=False)

    op.create_table('one_time_link',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_one_time_link_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_one_time_link'))
    )
    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_one_time_link_account_id'), ['account_id'], unique=False)

    op.create_table('participation_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('forum_on', sa.Date(), nullable=True),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('phase_starts', sa.JSON(), nullable=False),
    sa.Column('moderation_working_days', sa.Integer(), nullable=False),
    sa.Column('acknowledge_days', sa.Integer(), nullable=False),
    sa.Column('answer_days', sa.Integer(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['concept_edition.id'], name=op.f('fk_participation_round_edition_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participation_round')),
    sa.UniqueConstraint('year', name=op.f('uq_participation_round_year'))
    )
    op.create_table('principle',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('heading', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['concept_edition.id'], name=op.f('fk_principle_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_principle')),
    sa.UniqueConstraint('edition_id', 'number', name=op.f('uq_principle_edition_id_number'))
    )
    op.create_table('role_grant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('moderator', 'network_manager', 'network_member', 'steering_member', 'translator', 'event_staff', 'political_reader', 'admin', 'assistant', 'auditor', name='role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.CheckConstraint('valid_until IS NULL OR valid_until >= valid_from', name=op.f('ck_role_grant_term_in_order')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_role_grant_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grant'))
    )
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grant_account_id'), ['account_id'], unique=False)

    op.create_table('staff_session',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('verified_at', sa.DateTime(), nullable=True),
    sa.Column('password_at', sa.DateTime(), nullable=False),
    sa.Column('device', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_staff_session_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_staff_session'))
    )
    with op.batch_alter_table('staff_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_staff_session_account_id'), ['account_id'], unique=False)

    op.create_table('contribution',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.String(length=12), nullable=False),
    sa.Column('state', sa.Enum('submitted', 'returned', 'released', 'merged', 'referred', 'refused', 'answered', 'closed', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=True),
    sa.Column('publication_number', sa.BigInteger(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('read_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.Enum('web', 'card', 'table-note', 'workshop', 'partner', 'assisted', name='source', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('entry', sa.Enum('poster', 'card', 'link', name='entry', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('kind', sa.Enum('idea', 'wish', 'criticism', 'experience', 'offer', name='kind', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('language_origin', sa.Enum('interface', 'author', 'moderator', 'import', name='languageorigin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reading_language', sa.String(length=12), nullable=False),
    sa.Column('district_id', sa.Integer(), nullable=True),
    sa.Column('offers_help', sa.Boolean(), nullable=False),
    sa.Column('quote_allowed', sa.Boolean(), nullable=False),
    sa.Column('looks_automatic', sa.Boolean(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=True),
    sa.Column('code_key_id', sa.String(length=12), nullable=True),
    sa.Column('form_hash', sa.String(length=64), nullable=True),
    sa.Column('import_id', sa.String(length=80), nullable=True),
    sa.Column('merged_into_id', sa.Uuid(), nullable=True),
    sa.Column('voices', sa.Integer(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name=op.f('ck_contribution_merged_has_main')),
    sa.CheckConstraint("state NOT IN ('released', 'answered') OR is_public IS NOT NULL", name=op.f('ck_contribution_release_decides_public')),
    sa.ForeignKeyConstraint(['district_id'], ['district.id'], name=op.f('fk_contribution_district_id')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['contribution.id'], name=op.f('fk_contribution_merged_into_id')),
    sa.ForeignKeyConstraint(['round_id'], ['participation_round.id'], name=op.f('fk_contribution_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_contribution_code_hash')),
    sa.UniqueConstraint('form_hash', name=op.f('uq_contribution_form_hash')),
    sa.UniqueConstraint('import_id', name=op.f('uq_contribution_import_id')),
    sa.UniqueConstraint('publication_number', name=op.f('uq_contribution_publication_number')),
    sa.UniqueConstraint('reference', name=op.f('uq_contribution_reference')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.create_index('ix_contribution_group', ['district_id', 'language', 'received_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_contribution_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index('ix_contribution_public', ['is_public', 'publication_number'], unique=False)
        batch_op.create_index('ix_contribution_state_day', ['state', 'received_on'], unique=False)

    op.create_table('field_responsibility',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action_field_id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['action_field_id'], ['action_field.id'], name=op.f('fk_field_responsibility_action_field_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_field_responsibility_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_field_responsibility'))
    )
    with op.batch_alter_table('field_responsibility', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_field_responsibility_action_field_id'), ['action_field_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_field_responsibility_network_id'), ['network_id'], unique=False)

    op.create_table('guiding_goal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('action_field_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['action_field_id'], ['action_field.id'], name=op.f('fk_guiding_goal_action_field_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guiding_goal')),
    sa.UniqueConstraint('key', name=op.f('uq_guiding_goal_key'))
    )
    with op.batch_alter_table('guiding_goal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_guiding_goal_action_field_id'), ['action_field_id'], unique=False)

    op.create_table('action_goal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('guiding_goal_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['guiding_goal_id'], ['guiding_goal.id'], name=op.f('fk_action_goal_guiding_goal_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_goal')),
    sa.UniqueConstraint('key', name=op.f('uq_action_goal_key'))
    )
    with op.batch_alter_table('action_goal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_goal_guiding_goal_id'), ['guiding_goal_id'], unique=False)

    op.create_table('answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('is_lead', sa.Boolean(), nullable=False),
    sa.Column('outcome', sa.Enum('adopted', 'feeds_measure', 'exists_already', 'needs_decision', 'passed_on', 'next_forum', 'not_possible', name='outcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('drafted_by_id', sa.Integer(), nullable=False),
    sa.Column('drafted_at', sa.DateTime(), nullable=False),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('published_at', sa.DateTime(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('carried_out_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('published_at IS NULL OR outcome IS NOT NULL', name=op.f('ck_answer_published_has_outcome')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_answer_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['drafted_by_id'], ['account.id'], name=op.f('fk_answer_drafted_by_id')),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_answer_network_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['account.id'], name=op.f('fk_answer_published_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer')),
    sa.UniqueConstraint('contribution_id', 'network_id', name=op.f('uq_answer_contribution_id_network_id'))
    )
    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answer_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('is_lead', sa.Boolean(), nullable=False),
    sa.Column('assigned_at', sa.DateTime(), nullable=False),
    sa.Column('acknowledge_due_on', sa.Date(), nullable=False),
    sa.Column('answer_due_on', sa.Date(), nullable=False),
    sa.Column('acknowledged_at', sa.DateTime(), nullable=True),
    sa.Column('acknowledged_by_id', sa.Integer(), nullable=True),
    sa.Column('handed_back_at', sa.DateTime(), nullable=True),
    sa.Column('handed_back_reason', sa.Text(), nullable=True),
    sa.Column('better_network_id', sa.Integer(), nullable=True),
    sa.Column('better_place', sa.String(length=300), nullable=True),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['acknowledged_by_id'], ['account.id'], name=op.f('fk_assignment_acknowledged_by_id')),
    sa.ForeignKeyConstraint(['better_network_id'], ['network.id'], name=op.f('fk_assignment_better_network_id')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_assignment_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_assignment_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_inbox', ['network_id', 'ended_at', 'answer_due_on'], unique=False)
        batch_op.create_index('uq_assignment_one_lead', ['contribution_id'], unique=True, sqlite_where=sa.text('is_lead AND ended_at IS NULL'), postgresql_where=sa.text('is_lead AND ended_at IS NULL'))
        batch_op.create_index('uq_assignment_open', ['contribution_id', 'network_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('claim',
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('until', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_claim_account_id')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_claim_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contribution_id', name=op.f('pk_claim'))
    )
    op.create_table('contact',
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('address', sa.String(length=600), nullable=False),
    sa.Column('key_id', sa.String(length=12), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('told_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_contact_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contribution_id', name=op.f('pk_contact')),
    sqlite_with_rowid=False
    )
    op.create_table('contribution_field',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('action_field_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('suggested', 'assigned', name='fieldrole', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_primary', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint("role = 'assigned' OR NOT is_primary", name=op.f('ck_contribution_field_primary_is_assigned')),
    sa.ForeignKeyConstraint(['action_field_id'], ['action_field.id'], name=op.f('fk_contribution_field_action_field_id')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_contribution_field_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution_field')),
    sa.UniqueConstraint('contribution_id', 'action_field_id', 'role', name=op.f('uq_contribution_field_contribution_id_action_field_id_role')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('contribution_field', schema=None) as batch_op:
        batch_op.create_index('ix_contribution_field_by_field', ['action_field_id', 'role', 'contribution_id'], unique=False)
        batch_op.create_index('uq_contribution_field_one_primary', ['contribution_id'], unique=True, sqlite_where=sa.text('is_primary'), postgresql_where=sa.text('is_primary'))

    op.create_table('internal_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_internal_note_account_id')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_internal_note_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_internal_note_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_internal_note'))
    )
    with op.batch_alter_table('internal_note', schema=None) as batch_op:
        batch_op.create_index('ix_internal_note_case', ['contribution_id', 'network_id'], unique=False)

    op.create_table('message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('addition', 'query', 'reply', name='messagekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('read_on', sa.Date(), nullable=True),
    sa.Column('form_hash', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_message_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message')),
    sa.UniqueConstraint('form_hash', name=op.f('uq_message_form_hash')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index('ix_message_case', ['contribution_id', 'day'], unique=False)

    op.create_table('moderation_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('decision', sa.Enum('release', 'return', 'merge', 'refer', 'refuse', 'take_back', 'split', 'redact', name='decision', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reason', sa.Enum('personal_data', 'third_person', 'insult', 'hate_or_threat', 'advertising', 'off_topic', 'unreadable', 'duplicate', 'single_case', name='reasoncode', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('redacted_for', sa.Enum('personal_data', 'third_person', 'insult', 'hate_or_threat', 'advertising', 'off_topic', 'unreadable', 'duplicate', 'single_case', name='redaction_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('rules_version', sa.String(length=20), nullable=False),
    sa.Column('had_hint', sa.Boolean(), nullable=False),
    sa.Column('advice', sa.JSON(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=False),
    sa.Column('decided_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_moderation_decision_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['account.id'], name=op.f('fk_moderation_decision_decided_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_moderation_decision'))
    )
    with op.batch_alter_table('moderation_decision', schema=None) as batch_op:
        batch_op.create_index('ix_moderation_decision_case', ['contribution_id', 'decided_at'], unique=False)

    op.create_table('measure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(length=40), nullable=False),
    sa.Column('action_goal_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('planned', 'running', 'done', 'stopped', name='measurestatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('start_year', sa.Integer(), nullable=True),
    sa.Column('end_year', sa.Integer(), nullable=True),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['action_goal_id'], ['action_goal.id'], name=op.f('fk_measure_action_goal_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure')),
    sa.UniqueConstraint('reference', name=op.f('uq_measure_reference'))
    )
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_measure_action_goal_id'), ['action_goal_id'], unique=False)

    op.create_table('objection',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('upheld', sa.Boolean(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('form_hash', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_objection_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['account.id'], name=op.f('fk_objection_decided_by_id')),
    sa.ForeignKeyConstraint(['decision_id'], ['moderation_decision.id'], name=op.f('fk_objection_decision_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_objection_decision_id')),
    sa.UniqueConstraint('form_hash', name=op.f('uq_objection_form_hash')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('answer_measure',
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_answer_measure_answer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_answer_measure_measure_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('answer_id', 'measure_id', name=op.f('pk_answer_measure'))
    )
    op.create_table('indicator',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('baseline', sa.Float(), nullable=True),
    sa.Column('target', sa.Float(), nullable=True),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_indicator_measure_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator')),
    sa.UniqueConstraint('key', name=op.f('uq_indicator_key'))
    )
    with op.batch_alter_table('indicator', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_indicator_measure_id'), ['measure_id'], unique=False)

    op.create_table('measure_link',
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('linked_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_measure_link_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_measure_link_measure_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contribution_id', 'measure_id', name=op.f('pk_measure_link'))
    )
    op.create_table('resource_need',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('hours', 'money', name='resourcekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('amount', sa.Float(), nullable=False),
    sa.Column('unit', sa.String(length=60), nullable=False),
    sa.Column('additional', sa.Boolean(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_resource_need_measure_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resource_need')),
    sa.UniqueConstraint('key', name=op.f('uq_resource_need_key'))
    )
    with op.batch_alter_table('resource_need', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resource_need_measure_id'), ['measure_id'], unique=False)

    op.create_table('indicator_value',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('value', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['indicator_id'], ['indicator.id'], name=op.f('fk_indicator_value_indicator_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator_value')),
    sa.UniqueConstraint('indicator_id', 'day', name=op.f('uq_indicator_value_indicator_id_day'))
    )
    op.create_table('political_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('resource_need_id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('requested', 'granted', 'refused', name='decisionstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('reference', sa.String(length=80), nullable=True),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.CheckConstraint("state = 'requested' OR (decided_on IS NOT NULL AND reference IS NOT NULL)", name=op.f('ck_political_decision_decision_has_proof')),
    sa.ForeignKeyConstraint(['body_id'], ['political_body.id'], name=op.f('fk_political_decision_body_id')),
    sa.ForeignKeyConstraint(['resource_need_id'], ['resource_need.id'], name=op.f('fk_political_decision_resource_need_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_political_decision')),
    sa.UniqueConstraint('resource_need_id', name=op.f('uq_political_decision_resource_need_id'))
    )
    _create_search()


def downgrade() -> None:
    _drop_search()
    op.drop_table('political_decision')
    op.drop_table('indicator_value')
    with op.batch_alter_table('resource_need', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resource_need_measure_id'))

    op.drop_table('resource_need')
    op.drop_table('measure_link')
    with op.batch_alter_table('indicator', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_indicator_measure_id'))

    op.drop_table('indicator')
    op.drop_table('answer_measure')
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objection_contribution_id'))

    op.drop_table('objection')
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_measure_action_goal_id'))

    op.drop_table('measure')
    with op.batch_alter_table('moderation_decision', schema=None) as batch_op:
        batch_op.drop_index('ix_moderation_decision_case')

    op.drop_table('moderation_decision')
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index('ix_message_case')

    op.drop_table('message')
    with op.batch_alter_table('internal_note', schema=None) as batch_op:
        batch_op.drop_index('ix_internal_note_case')

    op.drop_table('internal_note')
    with op.batch_alter_table('contribution_field', schema=None) as batch_op:
        batch_op.drop_index('uq_contribution_field_one_primary', sqlite_where=sa.text('is_primary'), postgresql_where=sa.text('is_primary'))
        batch_op.drop_index('ix_contribution_field_by_field')

    op.drop_table('contribution_field')
    op.drop_table('contact')
    op.drop_table('claim')
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index('uq_assignment_open', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index('uq_assignment_one_lead', sqlite_where=sa.text('is_lead AND ended_at IS NULL'), postgresql_where=sa.text('is_lead AND ended_at IS NULL'))
        batch_op.drop_index('ix_assignment_inbox')

    op.drop_table('assignment')
    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_contribution_id'))

    op.drop_table('answer')
    with op.batch_alter_table('action_goal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_goal_guiding_goal_id'))

    op.drop_table('action_goal')
    with op.batch_alter_table('guiding_goal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_guiding_goal_action_field_id'))

    op.drop_table('guiding_goal')
    with op.batch_alter_table('field_responsibility', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_field_responsibility_network_id'))
        batch_op.drop_index(batch_op.f('ix_field_responsibility_action_field_id'))

    op.drop_table('field_responsibility')
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.drop_index('ix_contribution_state_day')
        batch_op.drop_index('ix_contribution_public')
        batch_op.drop_index(batch_op.f('ix_contribution_merged_into_id'))
        batch_op.drop_index('ix_contribution_group')

    op.drop_table('contribution')
    with op.batch_alter_table('staff_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_staff_session_account_id'))

    op.drop_table('staff_session')
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grant_account_id'))

    op.drop_table('role_grant')
    op.drop_table('principle')
    op.drop_table('participation_round')
    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_one_time_link_account_id'))

    op.drop_table('one_time_link')
    with op.batch_alter_table('network_seat', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_network_seat_network_id'))
        batch_op.drop_index(batch_op.f('ix_network_seat_account_id'))

    op.drop_table('network_seat')
    with op.batch_alter_table('network_name', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_network_name_network_id'))

    op.drop_table('network_name')
    op.drop_table('cross_cutting_theme')
    op.drop_table('action_field')
    with op.batch_alter_table('text_version', schema=None) as batch_op:
        batch_op.drop_index('uq_text_version_current', sqlite_where=sa.text('replaced_on IS NULL'), postgresql_where=sa.text('replaced_on IS NULL'))
        batch_op.drop_index('ix_text_version_subject')
        batch_op.drop_index(batch_op.f('ix_text_version_based_on_id'))

    op.drop_table('text_version')
    op.drop_table('search_entry')
    op.drop_table('political_body')
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_mail_waiting')

    op.drop_table('outbox_mail')
    op.drop_table('organisation')
    op.drop_table('network')
    op.drop_table('history_head')
    with op.batch_alter_table('history_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_history_entry_subject')

    op.drop_table('history_entry')
    op.drop_table('district')
    op.drop_table('concept_edition')
    op.drop_table('attempt_bucket')
    op.drop_table('advice_service')
    op.drop_table('account')
