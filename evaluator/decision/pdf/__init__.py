"""A paper as a tagged PDF: PDF/UA-1 and PDF/A-2a in one file.

Layout first (``flow``, ``tables``: which line stands where), then painting
(``painter``: ReportLab draws, every operator inside an element or an artifact), then
finishing (``finish``: structure tree, links, metadata, one deterministic file).
"""
