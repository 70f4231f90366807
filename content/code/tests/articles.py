"""The code blocks of the articles, as modules that tests can call."""

import re
import sys
import types
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[2]
QUOTED = re.compile(r"<!--\s*quoted:\s*(\S+)\s*-->\n(?=```)")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

ARTICLES = sorted(path for path in CONTENT.glob("*.md") if path.name != "README.md")

#: (article, number of the Python block, from 1) of what a test has run.
ran: set[tuple[str, int]] = set()


def text_of(article: str) -> str:
    return (CONTENT / f"{article}.md").read_text(encoding="utf-8")


def blocks(article: str, language: str = "python") -> list[str]:
    return [text for name, text in BLOCK.findall(text_of(article)) if name == language]


def source(article: str, number: int) -> str:
    """The Python block of that number, noted as run."""
    ran.add((article, number))
    return blocks(article)[number - 1]


def load(article: str, number: int, name: str) -> types.ModuleType:
    """Runs one block as the module `name`, so that later blocks can import it."""
    module = types.ModuleType(name)
    sys.modules[name] = module
    if "." in name:
        parent, _, child = name.rpartition(".")
        setattr(sys.modules[parent], child, module)
    code = compile(source(article, number), f"{article}.md, Python block {number}", "exec")
    exec(code, module.__dict__)
    return module


def stand_in(name: str, **contents: object) -> types.ModuleType:
    """A module that an article imports and leaves to the reader, or that isn't installed."""
    module = types.ModuleType(name)
    module.__dict__.update(contents)
    sys.modules[name] = module
    if "." in name:
        parent, _, child = name.rpartition(".")
        setattr(sys.modules[parent], child, module)
    return module


def new_app() -> None:
    """An empty package `app`, without what an earlier test put into it."""
    for name in [name for name in sys.modules if name == "app" or name.startswith("app.")]:
        del sys.modules[name]
    package = stand_in("app")
    package.__path__ = []  # a package, whose modules are only those that were put into it


def quoted_blocks() -> set[tuple[str, int]]:
    """Those that a check compares with the files of ../app, which test_inbox runs."""
    found = set()
    for path in ARTICLES:
        text = path.read_text(encoding="utf-8")
        quotes = {match.end() for match in QUOTED.finditer(text)}
        starts = [match.start() for match in BLOCK.finditer(text) if match.group(1) == "python"]
        found |= {(path.stem, n) for n, start in enumerate(starts, 1) if start in quotes}
    return found


def all_blocks() -> set[tuple[str, int]]:
    return {
        (path.stem, number)
        for path in ARTICLES
        for number in range(1, len(blocks(path.stem)) + 1)
    }
