"""The place where a reviewer reads and scores."""
