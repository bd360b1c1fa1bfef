"""Costs accepted line by line, and the columns of a call's spreadsheets."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accepted_cost",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_accepted_cost_application_application")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_accepted_cost")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_accepted_cost_application"), "accepted_cost", ["application"], unique=False)
    op.create_table(
        "import_mapping",
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_import_mapping")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute(
        "CREATE TRIGGER accepted_cost_is_append_only BEFORE UPDATE ON accepted_cost "
        "BEGIN SELECT RAISE(ABORT, 'accepted_cost is append-only'); END"
    )
