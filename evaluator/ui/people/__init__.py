"""Who one is on this machine: identities, cards, and the opening of a package."""
