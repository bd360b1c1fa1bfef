"""Assigning, reviewing and merging; revisions that are known by a name and may fork."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

HISTORY = (
    "assignment_plan",
    "interest",
    "office_answer",
    "package",
    "package_application",
    "declaration",
    "declined",
    "review_file",
    "merge",
    "merged_file",
    "merge_undo",
    "settlement",
    "stale_word",
    "consensus",
)


def upgrade() -> None:
    _create()
    _let_histories_fork()
    op.add_column("score", sa.Column("risk", sa.Text(), nullable=True))
    for table in HISTORY:
        op.execute(
            f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _let_histories_fork() -> None:
    """Build the reviews anew: SQLite cannot drop a constraint in place."""
    op.create_table(
        "review_anew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("recused", sa.Integer(), nullable=False),
        sa.Column("recusal_reason", sa.Text(), nullable=False),
        sa.Column("submitted", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("previous", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("recommendation", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("merge", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_review_application_application")
        ),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewer.id"], name=op.f("fk_review_reviewer_reviewer")),
        sa.ForeignKeyConstraint(["merge"], ["merge.id"], name=op.f("fk_review_merge_merge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO review_anew (id, application, reviewer, revision, recused, recusal_reason, submitted, "
        "reason) SELECT id, application, reviewer, revision, recused, recusal_reason, submitted, '' "
        "FROM review"
    )
    op.execute("DROP TABLE review")
    op.execute("ALTER TABLE review_anew RENAME TO review")
    op.create_index(op.f("ix_review_application"), "review", ["application"], unique=False)
    op.create_index(op.f("ix_review_merge"), "review", ["merge"], unique=False)
    op.create_index(op.f("ix_review_reviewer"), "review", ["reviewer"], unique=False)
    op.create_index(
        "ix_review_unnamed",
        "review",
        ["application", "reviewer", "revision"],
        unique=True,
        sqlite_where=sa.text("name IS NULL"),
    )
    op.execute(
        "CREATE TRIGGER review_is_append_only BEFORE UPDATE ON review "
        "BEGIN SELECT RAISE(ABORT, 'review is append-only'); END"
    )


def _create() -> None:
    op.create_table(
        "assignment_plan",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("per_application", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("calibration", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_assignment_plan")),
        sqlite_strict=True,
    )
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
        sqlite_strict=True,
    )
    op.create_table(
        "review_file",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_review_file")),
        sqlite_strict=True,
    )
    op.create_table(
        "stale_word",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_stale_word")),
        sqlite_strict=True,
    )
    op.create_table(
        "assignment",
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_assignment_application_application")
        ),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewer.id"], name=op.f("fk_assignment_reviewer_reviewer")),
        sa.PrimaryKeyConstraint("application", "reviewer", name=op.f("pk_assignment")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_assignment_reviewer"), "assignment", ["reviewer"], unique=False)
    op.create_table(
        "consensus",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Text(), nullable=False),
        sa.Column("rapporteur", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_consensus_application_application")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_consensus")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_consensus_application"), "consensus", ["application"], unique=False)
    op.create_table(
        "declaration",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("conflict", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("merge", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewer.id"], name=op.f("fk_declaration_reviewer_reviewer")),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_declaration_application_application")
        ),
        sa.ForeignKeyConstraint(["merge"], ["merge.id"], name=op.f("fk_declaration_merge_merge")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_declaration")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_declaration_application"), "declaration", ["application"], unique=False)
    op.create_index(op.f("ix_declaration_merge"), "declaration", ["merge"], unique=False)
    op.create_index(op.f("ix_declaration_reviewer"), "declaration", ["reviewer"], unique=False)
    op.create_table(
        "declined",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("merge", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewer.id"], name=op.f("fk_declined_reviewer_reviewer")),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_declined_application_application")
        ),
        sa.ForeignKeyConstraint(["merge"], ["merge.id"], name=op.f("fk_declined_merge_merge")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_declined")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_declined_application"), "declined", ["application"], unique=False)
    op.create_index(op.f("ix_declined_merge"), "declined", ["merge"], unique=False)
    op.create_index(op.f("ix_declined_reviewer"), "declined", ["reviewer"], unique=False)
    op.create_table(
        "draft",
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("saved", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_draft_application_application")
        ),
        sa.PrimaryKeyConstraint("application", name=op.f("pk_draft")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "interest",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["reviewer.id"], name=op.f("fk_interest_person_reviewer")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_interest")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_interest_person"), "interest", ["person"], unique=False)
    op.create_table(
        "merge_undo",
        sa.Column("merge", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["merge"], ["merge.id"], name=op.f("fk_merge_undo_merge_merge")),
        sa.PrimaryKeyConstraint("merge", name=op.f("pk_merge_undo")),
        sqlite_strict=True,
    )
    op.create_table(
        "merged_file",
        sa.Column("merge", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merge"], ["merge.id"], name=op.f("fk_merged_file_merge_merge")),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewer.id"], name=op.f("fk_merged_file_reviewer_reviewer")),
        sa.PrimaryKeyConstraint("merge", "hash", name=op.f("pk_merged_file")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "office_answer",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("conflict", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deputy", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_office_answer_application_application")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_office_answer")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_office_answer_application"), "office_answer", ["application"], unique=False)
    op.create_table(
        "package",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("receivers", sa.Text(), nullable=False),
        sa.Column("log_number", sa.Integer(), nullable=False),
        sa.Column("log_digest", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewer.id"], name=op.f("fk_package_reviewer_reviewer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_package_reviewer"), "package", ["reviewer"], unique=False)
    op.create_table(
        "reviewer_card",
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.id"], name=op.f("fk_reviewer_card_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("reviewer", name=op.f("pk_reviewer_card")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settlement",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("aside", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_settlement_application_application")
        ),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewer.id"], name=op.f("fk_settlement_reviewer_reviewer")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_settlement")),
        sqlite_strict=True,
    )
    op.create_table(
        "package_application",
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("calibration", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package"], ["package.id"], name=op.f("fk_package_application_package_package")
        ),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_package_application_application_application")
        ),
        sa.PrimaryKeyConstraint("package", "position", name=op.f("pk_package_application")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_package_application_application"), "package_application", ["application"], unique=False
    )
