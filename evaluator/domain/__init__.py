"""What the ministry talks about: calls, applications, reviews, money, municipalities.

Values only: no Qt, no SQL, no files, no clock. Terms are those of docs/glossary.md.
"""
