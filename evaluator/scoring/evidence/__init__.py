"""Evidence beside the score: how firm the order is. It never decides by itself.

One module for each idea:

- ``ratings``, ``panel``: what goes in, as values and as arrays;
- ``design``, ``priors``, ``grid``, ``draws``: the exact posterior of the model;
- ``ranks``, ``funded``, ``zone``: what the draws say of places and money;
- ``reml``, ``reliability``, ``krippendorff``, ``gwet``: how far reviewers agree;
- ``graph``: whether the reviews can be compared at all;
- ``weights``, ``stability``: what other weights, reviewers or a median would change;
- ``analysis``, ``of_round``: all of it for a table of ratings and for a round.

Floating point throughout (numpy, scipy), unlike the score itself. Draws are seeded,
figures are rounded, and a figure that cannot be had is None with a note that says why.
Nothing here is imported with the package: numpy is dear to start.
"""

import os

# One thread for the linear algebra: its systems are small, and threads of BLAS that wait for
# a busy core slow it down many times over. Takes effect because numpy comes after this;
# who sets the variable keeps the choice.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
