"""The kit that two workspaces or more are built from."""
