"""Translations of what officials typed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "translation",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("translation", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_translation")),
        sqlite_strict=True,
    )
    op.execute(
        "CREATE TRIGGER translation_is_append_only BEFORE UPDATE ON translation "
        "BEGIN SELECT RAISE(ABORT, 'translation is append-only'); END"
    )
