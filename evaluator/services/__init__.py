"""What people do with the program, one module per deed.

A service is a callable that is given its ports by ``evaluator.composition``. It
knows neither the window nor the command line, and no implementation of a port.
"""
