"""Six months of an agency against six months of a first backend engineer.

    python3 first-engineer.py inputs > first-engineer-inputs.txt
    python3 first-engineer.py result > first-engineer-result.txt

Every number below is an assumption and an example: replace it with your own. Money is in EUR.
"""

import sys
from dataclasses import dataclass, replace

from markdown_table import print_table

MONTHS = 6


@dataclass(frozen=True)
class Company:
    name: str
    agency_hours: float  # backend hours the agency invoices a month
    agency_rate: float  # EUR for one of them
    own_hours_agency: float  # your own hours a month: specifying, waiting, checking
    own_hour: float  # EUR that an hour of your own costs the company
    salary: float  # EUR a month, employer's costs included
    tools: float  # EUR a month: laptop, licences, training
    recruiting: float  # EUR once, spread over two years
    own_hours_engineer: float  # your own hours a month: managing and reviewing


COMPANIES = (
    Company("A release a quarter", 25, 110, 8, 60, 6_800, 250, 15_000, 16),
    Company("Changes every week", 90, 110, 25, 60, 6_800, 250, 15_000, 16),
)


def agency(c: Company) -> float:
    return MONTHS * (c.agency_hours * c.agency_rate + c.own_hours_agency * c.own_hour)


def engineer(c: Company) -> float:
    monthly = c.salary + c.tools + c.own_hours_engineer * c.own_hour
    return MONTHS * monthly + c.recruiting * MONTHS / 24


def break_even_hours(c: Company) -> float:
    """Agency hours a month at which both cost the same, everything else unchanged."""
    rest = agency(replace(c, agency_hours=0))
    return (engineer(c) - rest) / MONTHS / c.agency_rate


def print_inputs() -> None:
    def row(label: str, value) -> list[str]:
        return [label, *(f"{value(c):,g}" for c in COMPANIES)]

    print_table(
        ["Assumption (example value)", *(c.name for c in COMPANIES)],
        [
            row("Agency: backend hours a month", lambda c: c.agency_hours),
            row("Agency: EUR per hour", lambda c: c.agency_rate),
            row("Agency: your own hours a month", lambda c: c.own_hours_agency),
            row("EUR for an hour of your own", lambda c: c.own_hour),
            row("Engineer: EUR a month, employer's costs included", lambda c: c.salary),
            row("Engineer: EUR a month for equipment and tools", lambda c: c.tools),
            row("Engineer: EUR to recruit, once", lambda c: c.recruiting),
            row("Engineer: your own hours a month", lambda c: c.own_hours_engineer),
        ],
    )


def print_result() -> None:
    print_table(
        [f"EUR in {MONTHS} months (example)", *(c.name for c in COMPANIES)],
        [
            ["Agency", *(f"{agency(c):,.0f}" for c in COMPANIES)],
            ["Engineer", *(f"{engineer(c):,.0f}" for c in COMPANIES)],
            ["The engineer costs", *(difference(c) for c in COMPANIES)],
            ["Break-even: agency hours a month", *(f"{break_even_hours(c):,.0f}" for c in COMPANIES)],
        ],
    )


def difference(c: Company) -> str:
    more = engineer(c) - agency(c)
    return f"{abs(more):,.0f} {'more' if more > 0 else 'less'}"


if __name__ == "__main__":
    tables = {"inputs": print_inputs, "result": print_result}
    if len(sys.argv) != 2 or sys.argv[1] not in tables:
        sys.exit(f"usage: python3 first-engineer.py {'|'.join(tables)}")
    tables[sys.argv[1]]()
