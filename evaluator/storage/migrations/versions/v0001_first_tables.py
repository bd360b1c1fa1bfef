"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("confirmation", "eligibility", "review", "score", "comment", "deviation", "condition")


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("applicants", sa.Text(), nullable=False),
        sa.Column("lead_repeated", sa.Integer(), nullable=False),
        sa.Column("requested", sa.Integer(), nullable=False),
        sa.Column("received", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_application_number"), "application", ["number"], unique=False)
    op.create_table(
        "confirmation",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_confirmation")),
        sqlite_strict=True,
    )
    op.create_table(
        "reviewer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("made_up", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewer")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "round",
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("envelope", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("threshold", sa.Text(), nullable=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("made_up", sa.Integer(), nullable=False),
        sa.CheckConstraint("slot = 1", name=op.f("ck_round_only_one")),
        sa.PrimaryKeyConstraint("slot", name=op.f("pk_round")),
        sqlite_strict=True,
    )
    op.create_table(
        "body",
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"],
            ["application.id"],
            name=op.f("fk_body_application_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application", "position", name=op.f("pk_body")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_body_code"), "body", ["code"], unique=False)
    op.create_table(
        "condition",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_condition_application_application")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_condition")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_condition_application"), "condition", ["application"], unique=False)
    op.create_table(
        "deviation",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_deviation_application_application")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_deviation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_deviation_application"), "deviation", ["application"], unique=False)
    op.create_table(
        "eligibility",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("complete_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_eligibility_application_application")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_eligibility")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_eligibility_application"), "eligibility", ["application"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("recused", sa.Integer(), nullable=False),
        sa.Column("recusal_reason", sa.Text(), nullable=False),
        sa.Column("submitted", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application"], ["application.id"], name=op.f("fk_review_application_application")
        ),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewer.id"], name=op.f("fk_review_reviewer_reviewer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint(
            "application", "reviewer", "revision", name=op.f("uq_review_application_reviewer_revision")
        ),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_review_reviewer"), "review", ["reviewer"], unique=False)
    op.create_table(
        "suggestion",
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.Column("suggested", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"],
            ["application.id"],
            name=op.f("fk_suggestion_application_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application", "position", name=op.f("pk_suggestion")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment",
        sa.Column("review", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["review"], ["review.id"], name=op.f("fk_comment_review_review")),
        sa.PrimaryKeyConstraint("review", "criterion", name=op.f("pk_comment")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "score",
        sa.Column("review", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["review"], ["review.id"], name=op.f("fk_score_review_review")),
        sa.PrimaryKeyConstraint("review", "criterion", name=op.f("pk_score")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
