"""Cost of automations on a no-code platform against a small Python backend.

    python3 no-code-cost.py inputs > no-code-cost-inputs.txt
    python3 no-code-cost.py totals > no-code-cost-totals.txt
    python3 no-code-cost.py sensitivity > no-code-cost-sensitivity.txt
    python3 no-code-cost.py moved > no-code-cost-moved.txt

Every number below is an assumption and an example: replace it with your own.
Money is in EUR, time in hours, everything else per month.
"""

import sys
from dataclasses import dataclass, replace

from markdown_table import print_table


@dataclass(frozen=True)
class Profile:
    name: str
    runs: int  # runs of all automations a month
    steps: float  # billed steps per run
    price_per_1000: float  # platform invoice / billed steps * 1,000
    platform_build: float  # hours until the flows work
    platform_upkeep: float  # hours a month: fixing, changing, re-running
    code_build: float  # hours until the service works, tests and deploy included
    code_upkeep: float  # hours a month: changes, upgrades, looking at alerts
    hosting: float  # EUR a month that the service adds
    hour: float  # EUR for an hour of the person who does the work


PROFILES = (
    Profile("Quiet office", 2_000, 4, 15.0, 10, 1, 60, 3, 40, 70),
    Profile("Order desk", 15_000, 8, 8.0, 30, 6, 140, 6, 60, 70),
    Profile("Busy shop", 60_000, 10, 5.0, 60, 16, 240, 10, 120, 70),
)


def billed_steps(p: Profile) -> float:
    return p.runs * p.steps


def platform_monthly(p: Profile) -> float:
    return billed_steps(p) / 1000 * p.price_per_1000 + p.platform_upkeep * p.hour


def code_monthly(p: Profile) -> float:
    return p.hosting + p.code_upkeep * p.hour


def platform_total(p: Profile, months: int) -> float:
    return p.platform_build * p.hour + months * platform_monthly(p)


def code_total(p: Profile, months: int) -> float:
    return p.code_build * p.hour + months * code_monthly(p)


def break_even_months(p: Profile) -> float | None:
    """Months until both totals are equal; None when code never catches up."""
    saved_each_month = platform_monthly(p) - code_monthly(p)
    if saved_each_month <= 0:
        return None
    return max(0.0, (p.code_build - p.platform_build) * p.hour / saved_each_month)


def months_text(p: Profile) -> str:
    months = break_even_months(p)
    return "never" if months is None else f"{months:.1f}"


def print_inputs() -> None:
    def row(label: str, value) -> list[str]:
        return [label, *(f"{value(p):,g}" for p in PROFILES)]

    print_table(
        ["Assumption (example value)", *(p.name for p in PROFILES)],
        [
            row("Runs a month", lambda p: p.runs),
            row("Billed steps per run", lambda p: p.steps),
            row("EUR per 1,000 billed steps", lambda p: p.price_per_1000),
            row("Hours to build, no-code", lambda p: p.platform_build),
            row("Upkeep hours a month, no-code", lambda p: p.platform_upkeep),
            row("Hours to build, Python", lambda p: p.code_build),
            row("Upkeep hours a month, Python", lambda p: p.code_upkeep),
            row("EUR hosting a month, Python", lambda p: p.hosting),
            row("EUR per hour of work", lambda p: p.hour),
        ],
    )


def print_totals() -> None:
    print_table(
        ["EUR (example)", *(p.name for p in PROFILES)],
        [
            ["No-code, each month", *(f"{platform_monthly(p):,.0f}" for p in PROFILES)],
            ["Python, each month", *(f"{code_monthly(p):,.0f}" for p in PROFILES)],
            ["No-code after 12 months", *(f"{platform_total(p, 12):,.0f}" for p in PROFILES)],
            ["Python after 12 months", *(f"{code_total(p, 12):,.0f}" for p in PROFILES)],
            ["No-code after 24 months", *(f"{platform_total(p, 24):,.0f}" for p in PROFILES)],
            ["Python after 24 months", *(f"{code_total(p, 24):,.0f}" for p in PROFILES)],
            ["Break-even, months", *(months_text(p) for p in PROFILES)],
        ],
    )


def print_sensitivity() -> None:
    base = PROFILES[1]
    variants = (
        ("as assumed", base),
        ("half the runs", replace(base, runs=base.runs // 2)),
        ("1 EUR per 1,000 steps", replace(base, price_per_1000=1.0)),
        ("build takes twice as long", replace(base, code_build=base.code_build * 2)),
        ("12 upkeep hours for the code", replace(base, code_upkeep=12)),
        ("hour costs 110 EUR", replace(base, hour=110)),
        ("the last three together", replace(base, code_build=280, code_upkeep=12, hour=110)),
    )
    print_table(
        ["Order desk, one change (example)", "Python saves a month, EUR", "Break-even, months"],
        [
            [name, f"{platform_monthly(p) - code_monthly(p):,.0f}", months_text(p)]
            for name, p in variants
        ],
    )


def print_moved() -> None:
    """The month before and after flows that exist already have moved to the service."""

    def change(p: Profile) -> str:
        percent = 100 * (1 - code_monthly(p) / platform_monthly(p))
        return f"{abs(percent):.0f} % {'less' if percent > 0 else 'more'}"

    def repaid(p: Profile) -> str:
        return months_text(replace(p, platform_build=0))

    print_table(
        ["EUR a month (example)", *(p.name for p in PROFILES)],
        [
            ["Platform bill", *(f"{billed_steps(p) / 1000 * p.price_per_1000:,.0f}" for p in PROFILES)],
            ["Upkeep on the platform", *(f"{p.platform_upkeep * p.hour:,.0f}" for p in PROFILES)],
            ["**Before, together**", *(f"{platform_monthly(p):,.0f}" for p in PROFILES)],
            ["Hosting", *(f"{p.hosting:,.0f}" for p in PROFILES)],
            ["Upkeep of the service", *(f"{p.code_upkeep * p.hour:,.0f}" for p in PROFILES)],
            ["**After, together**", *(f"{code_monthly(p):,.0f}" for p in PROFILES)],
            ["**Change**", *(change(p) for p in PROFILES)],
            ["Once, to build the service", *(f"{p.code_build * p.hour:,.0f}" for p in PROFILES)],
            ["Months until that is repaid", *(repaid(p) for p in PROFILES)],
        ],
    )


if __name__ == "__main__":
    tables = {
        "inputs": print_inputs,
        "totals": print_totals,
        "sensitivity": print_sensitivity,
        "moved": print_moved,
    }
    if len(sys.argv) != 2 or sys.argv[1] not in tables:
        sys.exit(f"usage: python3 no-code-cost.py {'|'.join(tables)}")
    tables[sys.argv[1]]()
