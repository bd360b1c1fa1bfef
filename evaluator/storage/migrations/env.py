"""How Alembic runs the steps: on the connection and in the transaction it is given."""

from __future__ import annotations

from alembic import context

from evaluator.storage.tables import metadata

# Batches, because SQLite can change a table only by building it anew.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
context.run_migrations()
