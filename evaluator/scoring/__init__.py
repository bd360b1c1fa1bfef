"""From reviews to an order and from an order to money: pure, exact functions.

Integers and rationals only; the same input gives the same output on every machine.
"""
