"""From how many Zapier tasks a month does one flow pay for being code?

    python3 zapier-break-even.py inputs > zapier-break-even-inputs.txt
    python3 zapier-break-even.py result > zapier-break-even-result.txt

Every number below is an assumption and an example: replace it with your own.
Money is in EUR, time in hours.
"""

import sys
from dataclasses import dataclass

from markdown_table import print_table

HOUR = 70.0  # EUR for an hour of the person who does the work
PRICE_PER_1000_TASKS = 12.0  # invoice / tasks used * 1,000
PAYBACK_MONTHS = 12
SERVICE_BUILD = 40.0  # hours, once: repository, deploy, queue, alerts
SERVICE_UPKEEP = 2.0  # hours a month: upgrades, certificates, backups
SERVICE_HOSTING = 40.0  # EUR a month


@dataclass(frozen=True)
class Flow:
    name: str
    runs: int  # a month
    tasks_per_run: int  # actions that count as tasks
    zap_build: float  # hours
    zap_upkeep: float  # hours a month
    code_build: float
    code_upkeep: float


FLOWS = (
    Flow("Form to CRM", 400, 2, 1, 0.25, 12, 0.5),
    Flow("Order to invoice", 3_000, 5, 8, 2, 30, 1),
    Flow("Stock to shop", 25_000, 2, 3, 2, 20, 1),
)


def tasks(flow: Flow) -> int:
    return flow.runs * flow.tasks_per_run


def break_even_tasks(flow: Flow, service_exists: bool) -> float:
    """Tasks a month at which building the flow is repaid within PAYBACK_MONTHS."""
    build_hours = flow.code_build - flow.zap_build
    upkeep_hours = flow.code_upkeep - flow.zap_upkeep
    hosting = 0.0
    if not service_exists:
        build_hours += SERVICE_BUILD
        upkeep_hours += SERVICE_UPKEEP
        hosting = SERVICE_HOSTING
    monthly_cost = (build_hours / PAYBACK_MONTHS + upkeep_hours) * HOUR + hosting
    return max(0.0, monthly_cost / PRICE_PER_1000_TASKS * 1000)


def print_inputs() -> None:
    def row(label: str, value) -> list[str]:
        return [label, *(f"{value(flow):,g}" for flow in FLOWS)]

    print_table(
        ["Assumption (example value)", *(flow.name for flow in FLOWS)],
        [
            row("Runs a month", lambda flow: flow.runs),
            row("Tasks per run", lambda flow: flow.tasks_per_run),
            row("Hours to build, Zap", lambda flow: flow.zap_build),
            row("Upkeep hours a month, Zap", lambda flow: flow.zap_upkeep),
            row("Hours to build, code", lambda flow: flow.code_build),
            row("Upkeep hours a month, code", lambda flow: flow.code_upkeep),
            row("EUR per hour", lambda flow: HOUR),
            row("EUR per 1,000 tasks", lambda flow: PRICE_PER_1000_TASKS),
            row("Service: hours to set up, once", lambda flow: SERVICE_BUILD),
            row("Service: upkeep hours a month", lambda flow: SERVICE_UPKEEP),
            row("Service: EUR hosting a month", lambda flow: SERVICE_HOSTING),
            row("Months to earn it back", lambda flow: PAYBACK_MONTHS),
        ],
    )


def print_result() -> None:
    def verdict(service_exists: bool) -> list[str]:
        return [
            "move" if tasks(flow) >= break_even_tasks(flow, service_exists) else "stay"
            for flow in FLOWS
        ]

    print_table(
        ["Tasks a month (example)", *(flow.name for flow in FLOWS)],
        [
            ["Used today", *(f"{tasks(flow):,}" for flow in FLOWS)],
            ["Break-even, no service yet", *(f"{break_even_tasks(f, False):,.0f}" for f in FLOWS)],
            ["Verdict", *verdict(service_exists=False)],
            ["Break-even, service runs", *(f"{break_even_tasks(f, True):,.0f}" for f in FLOWS)],
            ["Verdict", *verdict(service_exists=True)],
        ],
    )


if __name__ == "__main__":
    tables = {"inputs": print_inputs, "result": print_result}
    if len(sys.argv) != 2 or sys.argv[1] not in tables:
        sys.exit(f"usage: python3 zapier-break-even.py {'|'.join(tables)}")
    tables[sys.argv[1]]()
