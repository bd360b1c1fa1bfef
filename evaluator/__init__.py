"""Evaluator: decide on grants fairly, from applications to a decision draft."""

import os

__version__ = "0.1.0"

# One thread for linear algebra: the systems are small, and threads of BLAS that wait for a
# busy core slow them down many times over. It has to be said before anything imports numpy;
# whoever sets the variable keeps the choice.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
