"""Evidence beside the score: how firm the order is. It never decides by itself.

One module for each idea:

- ``ratings``, ``panel``: what goes in, as values and as arrays;
- ``design``, ``priors``, ``grid``, ``draws``: the exact posterior of the model;
- ``ranks``, ``funded``, ``zone``: what the draws say of places and money;
- ``reml``, ``reliability``, ``krippendorff``, ``gwet``: how far reviewers agree;
- ``graph``: whether the reviews can be compared at all;
- ``weights``, ``stability``: what other weights, reviewers or a median would change;
- ``analysis``, ``of_round``: all of it for a table of ratings and for a round;
- ``method``, ``round_state``, ``stored``: how it was worked out, for which state of the
  scores, and as text that is kept in the round.

Floating point throughout (numpy, scipy), unlike the score itself. Draws are seeded,
figures are rounded, and a figure that cannot be had is None with a note that says why.
Importing the package itself imports none of it: numpy is dear to start. ``figures``,
``notes``, ``graph`` and what keeps figures do without numpy.
"""
