"""The log: a chain of commitments, and the values beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "log_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_entry")),
        sqlite_strict=True,
    )
    op.create_table(
        "log_value",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("after_salt", sa.LargeBinary(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("before_salt", sa.LargeBinary(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("by_salt", sa.LargeBinary(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("subject_salt", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["number"], ["log_entry.number"], name=op.f("fk_log_value_number_log_entry")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_value")),
        sqlite_strict=True,
    )
    op.execute(
        "CREATE TRIGGER log_entry_is_never_deleted BEFORE DELETE ON log_entry "
        "BEGIN SELECT RAISE(ABORT, 'log_entry is never deleted'); END"
    )
    op.execute(
        "CREATE TRIGGER log_entry_is_append_only BEFORE UPDATE ON log_entry "
        "BEGIN SELECT RAISE(ABORT, 'log_entry is append-only'); END"
    )
