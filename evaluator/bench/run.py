"""The bench: every measurement by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.bench import (
    bundles,
    demo,
    evidence,
    exchange,
    extracts,
    first_paint,
    import_applications,
    merging,
    opening,
    ranking,
    refresh,
    rendering,
    window,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.bench.measure import Result
    from evaluator.composition import Program
    from evaluator.services.ports import Progress

_CALL = "2020-joint-projects"

_MEASUREMENTS: dict[str, Callable[[Program, float], list[Result]]] = {
    "bundles": lambda program, scale: [bundles.measure(program, scale)],
    "demo": lambda _program, _scale: [demo.measure()],
    "first-paint": lambda _program, _scale: first_paint.measure(),
    "import": lambda program, scale: [import_applications.measure(program, scale)],
    "opening": opening.measure,
    "ranking": lambda program, scale: [ranking.measure(program.calls.get(_CALL), scale)],
    "merge": lambda program, scale: merging.measure(program.calls.get(_CALL), scale),
    "render": rendering.measure,
    "extracts": extracts.measure,
    "packages": lambda program, scale: exchange.measure(program.calls.get(_CALL), scale),
    "evidence": lambda _program, scale: evidence.measure(scale),
    "window": window.measure,
    "evidence-window": lambda program, _scale: [refresh.measure(program)],
}

NAMES = tuple(_MEASUREMENTS)


def measure_all(program: Program, only: str | None, scale: float, progress: Progress) -> list[Result]:
    """Take the measurements, all or one.

    Args:
        program: The services.
        only: A name of ``NAMES``, or None.
        scale: Share of the full size, where a size makes sense.
        progress: Hears of each measurement that is done.
    """
    wanted = [only] if only else list(NAMES)
    results: list[Result] = []
    for done, name in enumerate(wanted, start=1):
        results += _MEASUREMENTS[name](program, scale)
        progress(done, len(wanted))
    return results
