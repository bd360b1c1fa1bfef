"""Costs accepted line by line, the columns of a call's spreadsheets, and the search index."""

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
    _index_applications()


def _index_applications() -> None:
    op.create_table(
        "search_part",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"],
            ["application.id"],
            name=op.f("fk_search_part_application_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_part")),
        sa.UniqueConstraint("application", "part", name=op.f("uq_search_part_application_part")),
        sqlite_strict=True,
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5(text, content='', contentless_delete=1, "
        "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
    )
    op.execute(
        "INSERT INTO search_part (number, application, part) "
        "SELECT row_number() OVER (ORDER BY number, id), id, 'facts' FROM application"
    )
    op.execute(
        "INSERT INTO search_text (rowid, text) "
        "SELECT part.number, a.number || ' ' || a.id || ' ' || a.title || ' ' || a.applicants || ' ' || "
        "coalesce((SELECT group_concat(name, ' ') FROM body WHERE body.application = a.id), '') "
        "FROM search_part AS part JOIN application AS a ON a.id = part.application"
    )
