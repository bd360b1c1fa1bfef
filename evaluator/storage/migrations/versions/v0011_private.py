"""Passages that a reviewer marked, officials' notes, and drafts of a consensus."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passage",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_passage_application_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_passage_application"), "passage", ["application"], unique=False)
    op.create_table(
        "official_note",
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_official_note_application_application")
        ),
        sa.PrimaryKeyConstraint("application", name=op.f("pk_official_note")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consensus_draft",
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("rapporteur", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_consensus_draft_application_application")
        ),
        sa.PrimaryKeyConstraint("application", name=op.f("pk_consensus_draft")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
