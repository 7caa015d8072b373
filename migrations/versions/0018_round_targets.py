"""Hours and further targets of a round.

Revision: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

DAYS = (('cards_days', 3), ('documentation_days', 28), ('report_days', 182))


def upgrade() -> None:
    with op.batch_alter_table('participation_round') as table:
        table.add_column(sa.Column('hours', sa.String(length=20), nullable=False, server_default=''))
        for name, days in DAYS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=str(days)))
    with op.batch_alter_table('participation_round') as table:
        table.alter_column('hours', server_default=None)
        for name, _days in DAYS:
            table.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('participation_round') as table:
        table.drop_column('hours')
        for name, _days in DAYS:
            table.drop_column(name)
