"""The consensus meeting: who was present for which application."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handling",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("discussed", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_handling_application_application")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_handling")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_handling_application"), "handling", ["application"], unique=False)
    op.execute(
        "CREATE TRIGGER handling_is_append_only BEFORE UPDATE ON handling "
        "BEGIN SELECT RAISE(ABORT, 'handling is append-only'); END"
    )
