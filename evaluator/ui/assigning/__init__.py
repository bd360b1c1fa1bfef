"""The workspace of assigning: reviewers, who reads what, their packages, and what has come back."""
