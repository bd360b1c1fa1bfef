"""The package comes before numpy, as in the program, so that its one BLAS thread holds here too."""

import evaluator.scoring.evidence  # noqa: F401
