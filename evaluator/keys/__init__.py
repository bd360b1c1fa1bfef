"""Keys: the operating system's keyring, passphrases, and nothing that leaves memory."""
