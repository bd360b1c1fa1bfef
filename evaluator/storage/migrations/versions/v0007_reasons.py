"""The reason of a condition, beside its text."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("condition", sa.Column("reason", sa.Text(), nullable=True))
