"""The whole program, whose workspaces have a key that is not derived: deriving one takes long."""

from __future__ import annotations

from evaluator.keys.secrets import RawSecret

SECRET = RawSecret(bytes(range(32)))


class RawKeyProgram:
    """Everything of the program but where a workspace's key comes from."""

    def __init__(self, program) -> None:
        self._program = program

    def __getattr__(self, name):
        return getattr(self._program, name)

    def secret(self, **_):
        return SECRET

    def open(self, path, passphrase=None):
        return self._program.workspaces.open(path, SECRET)
