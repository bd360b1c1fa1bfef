"""Keys: where a workspace's key comes from, and nothing about what it opens."""
