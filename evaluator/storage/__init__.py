"""The workspace: one encrypted SQLite file per round. SQL lives here and nowhere else."""
