"""Which jobs are competitive (criterion 21; ``domain/criteria.md`` 4a, note iv)."""

from __future__ import annotations

from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.values import Unclear


def is_competitive(job: Employment, choices: Choices, rules: IndicatorRules) -> bool | None:
    """Whether a job is competitive: an employment on the open labour market with at least agreed pay.

    Never one that is no employment (work trial, rehabilitative work activity, unpaid training), that is
    marked as not on the open labour market, or as paid below the collective agreement; under the strict rule
    none but permanent jobs. Wage subsidy does not matter unless the rules say so. Where neither the kind of
    contract nor the labour market is recorded, None: it is not known.
    """
    kind = choices.trait("contract", job.contract, "competitive")
    if kind == "never" or job.open_market is False or job.collective_pay is False:
        return False
    if choices.trait("contract", job.contract, "employment") is False:
        return False
    if rules.strict and kind == "lenient":
        return False
    if not rules.with_subsidised:
        if job.wage_subsidy is True:
            return False
        if isinstance(job.wage_subsidy, Unclear):
            return None
    if rules.strict:
        return True if kind == "strict" else None
    return True if kind in ("strict", "lenient") or job.open_market is True else None
