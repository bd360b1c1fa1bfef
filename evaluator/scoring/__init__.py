"""From reviews to an order and from an order to money: pure functions without a database or a clock.

What decides is exact, in integers and rationals, the same on every machine:

- ``reviews``, ``transparent``: which reviews count, and the score 0-100;
- ``ranking``: places, ties, thresholds;
- ``allocation``: the envelope in integer cents, by the rule and by hand;
- ``outcome``: all of it for a round, the one value (``figures.Outcome``) that is shown;
- ``explanation``: every score opened to its arithmetic;
- ``scenarios``: what a saved scenario gives by the scores as they are.

What only informs is apart, and decides nothing:

- ``evidence``: statistics in floating point, seeded, rounded and stored;
- ``what_if``: the knapsack optimum, a point of comparison and never a proposal.
"""
