"""The meeting: one application at a time, who said what, and what is agreed on."""
