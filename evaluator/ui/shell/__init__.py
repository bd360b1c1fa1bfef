"""The frame around the workspaces: rail, top bar, status bar, command palette, toast."""
