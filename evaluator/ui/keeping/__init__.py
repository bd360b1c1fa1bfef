"""How a round begins and is kept: creating it, its recovery key, lock, archive and change of key."""
