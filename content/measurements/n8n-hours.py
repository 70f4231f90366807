"""Hours that one workflow takes over 24 months: as an n8n workflow, as code.

    python3 n8n-hours.py inputs > n8n-hours-inputs.txt
    python3 n8n-hours.py result > n8n-hours-result.txt

Every number below is an assumption and an example: replace it with your own.
Both n8n and the FastAPI service count as set up already; PLATFORM_UPKEEP is what
n8n adds each month as one more thing to patch, back up and watch.
"""

import math
import sys
from dataclasses import dataclass

from markdown_table import print_table

MONTHS = 24
PLATFORM_UPKEEP = 2.0  # hours a month for one self-hosted n8n


@dataclass(frozen=True)
class Workflow:
    name: str
    changes: float  # a month
    n8n_build: float  # hours
    n8n_change: float  # hours per change, trying it out included
    n8n_incidents: float  # hours a month
    code_build: float  # hours, tests included
    code_change: float  # hours per change, review and deploy included
    code_incidents: float  # hours a month


WORKFLOWS = (
    Workflow("Weekly report", 0.5, 2, 0.25, 0.1, 8, 1, 0.1),
    Workflow("Onboarding", 1, 8, 0.5, 0.5, 20, 1.5, 0.5),
    Workflow("Invoice matching", 2, 24, 2, 2, 36, 1, 0.5),
)


def n8n_hours(w: Workflow) -> float:
    return w.n8n_build + MONTHS * (w.changes * w.n8n_change + w.n8n_incidents)


def code_hours(w: Workflow) -> float:
    return w.code_build + MONTHS * (w.changes * w.code_change + w.code_incidents)


def workflows_to_repay(w: Workflow) -> str:
    """How many workflows of this kind repay n8n's own upkeep."""
    saved = code_hours(w) - n8n_hours(w)
    return "none do" if saved <= 0 else str(math.ceil(MONTHS * PLATFORM_UPKEEP / saved))


def print_inputs() -> None:
    def row(label: str, value) -> list[str]:
        return [label, *(f"{value(w):,g}" for w in WORKFLOWS)]

    print_table(
        ["Assumption (example value)", *(w.name for w in WORKFLOWS)],
        [
            row("Changes a month", lambda w: w.changes),
            row("n8n: hours to build", lambda w: w.n8n_build),
            row("n8n: hours per change", lambda w: w.n8n_change),
            row("n8n: incident hours a month", lambda w: w.n8n_incidents),
            row("FastAPI: hours to build", lambda w: w.code_build),
            row("FastAPI: hours per change", lambda w: w.code_change),
            row("FastAPI: incident hours a month", lambda w: w.code_incidents),
        ],
    )


def print_result() -> None:
    print_table(
        [f"Hours in {MONTHS} months (example)", *(w.name for w in WORKFLOWS)],
        [
            ["n8n", *(f"{n8n_hours(w):,.1f}" for w in WORKFLOWS)],
            ["FastAPI", *(f"{code_hours(w):,.1f}" for w in WORKFLOWS)],
            ["n8n saves", *(f"{code_hours(w) - n8n_hours(w):,.1f}" for w in WORKFLOWS)],
            ["Workflows like it to repay n8n", *(workflows_to_repay(w) for w in WORKFLOWS)],
        ],
    )


if __name__ == "__main__":
    tables = {"inputs": print_inputs, "result": print_result}
    if len(sys.argv) != 2 or sys.argv[1] not in tables:
        sys.exit(f"usage: python3 n8n-hours.py {'|'.join(tables)}")
    tables[sys.argv[1]]()
