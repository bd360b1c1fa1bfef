"""The papers: content first, without fonts or points, then PDF. ReportLab lives here only."""
