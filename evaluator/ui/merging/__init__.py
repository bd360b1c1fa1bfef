"""Review files into the round, and what waits for the chair."""
