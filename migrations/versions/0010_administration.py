"""Administration: settings and texts that the office edits; services, districts and networks that end with a day.

Revision: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

ENDING = ('organisation', 'network', 'advice_service', 'district')
KINDS = "kind IN ('advice', 'official', 'emergency')"


def upgrade() -> None:
    op.create_table('setting',
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_setting'))
    )
    for table in ENDING:
        op.add_column(table, sa.Column('ended_on', sa.Date(), nullable=True))
    with op.batch_alter_table('advice_service') as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=40), server_default='advice', nullable=False))
        batch_op.create_check_constraint(op.f('ck_advice_service_helpkind'), KINDS)


def downgrade() -> None:
    op.execute("DELETE FROM text_version WHERE subject_kind IN ('setting', 'standing_text')")
    with op.batch_alter_table('advice_service') as batch_op:
        batch_op.drop_constraint(op.f('ck_advice_service_helpkind'), type_='check')
        batch_op.drop_column('kind')
    for table in ENDING:
        op.drop_column(table, 'ended_on')
    op.drop_table('setting')
