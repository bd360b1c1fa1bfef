"""How applications come in: what a file would change, shown before it does, and what was refused."""
