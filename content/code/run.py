"""Runs the Python of the articles and prints what ran as JSON:

    python3 -B run.py

Each test module names the packages (NEEDS) and services (SERVICES) that it can't do without.
What this machine lacks is left out and said. DATABASE_URL names an empty PostgreSQL database that
tests may fill (postgresql://...), REDIS_URL a Redis (unix://... or redis://...).
"""

import contextlib
import importlib.util
import io
import json
import os
import sys
import unittest
from pathlib import Path

# A block that no test runs, and why. It's compiled by `npm run check-articles` all the same.
ONLY_COMPILED = {
    ("etl-connectors-vs-custom", 1): "needs dlt and the API that it reads",
}
SERVICES = {"postgres": "DATABASE_URL", "redis": "REDIS_URL"}
HERE = Path(__file__).resolve().parent


def missing(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = {
        line.split(" = ")[0]: line.split('"')[1].split() if '"' in line else []
        for line in lines
        if line.startswith(("NEEDS = ", "SERVICES = "))
    }
    packages = [name for name in wanted.get("NEEDS", []) if importlib.util.find_spec(name) is None]
    services = [name for name in wanted.get("SERVICES", []) if not os.environ.get(SERVICES[name])]
    return packages + services


def main() -> int:
    os.chdir(HERE)
    # SQLAlchemy knows the scheme only by its long name.
    url = os.environ.get("DATABASE_URL", "")
    os.environ["DATABASE_URL"] = url.replace("postgres://", "postgresql://", 1)
    sys.path.insert(0, str(HERE))
    paths = sorted((HERE / "tests").glob("test_*.py"))
    left_out = {path.stem: names for path in paths if (names := missing(path))}
    suite = unittest.TestSuite(
        unittest.defaultTestLoader.loadTestsFromName(f"tests.{path.stem}")
        for path in paths
        if path.stem not in left_out
    )
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        result = unittest.TextTestRunner(stream=output).run(suite)

    from tests import articles

    every = articles.all_blocks()
    ran = set(articles.ran)
    if "test_inbox" not in left_out:
        ran |= articles.quoted_blocks()
    unrun = sorted(every - ran - set(ONLY_COMPILED)) if not left_out else []
    print(
        json.dumps(
            {
                "tests": result.testsRun,
                "failures": [] if result.wasSuccessful() else output.getvalue().splitlines(),
                "blocks": len(every),
                "ran": len(ran & every),
                "onlyCompiled": [f"{a}, block {n}: {why}" for (a, n), why in ONLY_COMPILED.items()],
                "leftOut": [f"{name}: no {', '.join(names)}" for name, names in left_out.items()],
                "forgotten": [f"{article}, block {number}" for article, number in unrun],
            },
            indent=2,
        )
    )
    return 0 if result.wasSuccessful() and not unrun else 1


if __name__ == "__main__":
    sys.exit(main())
