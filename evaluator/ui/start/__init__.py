"""The start: open a workspace, try the example, take up what was open lately."""
