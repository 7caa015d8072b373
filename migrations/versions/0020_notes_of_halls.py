"""Notes of theme tables that came from a hall, without an account here.

Revision: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('table_note') as table:
        table.alter_column('written_by_id', existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute('DELETE FROM table_note WHERE written_by_id IS NULL')
    with op.batch_alter_table('table_note') as table:
        table.alter_column('written_by_id', existing_type=sa.Integer(), nullable=False)
