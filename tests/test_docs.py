"""The documentation: its links lead somewhere, and it shows every command and no other."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mapapp.cli import main

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "data").rglob("*.md"),
        ROOT / "seeds" / "README.md",
    ]
)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?\)")
CALL = re.compile(r"(?:^|[`\s/])mapapp ([a-z-]+)(?: ([a-z-]+))?")
FENCE = re.compile(r"```(?:sh|console|bash)?\n(.*?)```", re.DOTALL)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def commands() -> Iterator[tuple[str, ...]]:
    """Every command as the words after ``mapapp``."""
    for name, command in main.commands.items():
        if isinstance(command, click.Group):
            yield from ((name, inner) for inner in command.commands)
        else:
            yield (name,)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [m[1] for m in LINK.finditer(text) if not (page.parent / m[1]).exists()]
    assert not missing, f"{name_of(page)}: {missing}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_are_shown_exist_with_their_options(page: Path) -> None:
    for block in FENCE.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            for call in CALL.finditer(line.split("#")[0]):
                command: click.Command = main
                for word in filter(None, call.groups()):
                    if isinstance(command, click.Group):
                        assert word in command.commands, f"{name_of(page)}: mapapp {word}"
                        command = command.commands[word]
                known = {option for parameter in command.params for option in parameter.opts}
                rest = line[call.end() :].split("&&")[0].split("|")[0]
                used = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest))
                assert used <= known | {"--help"}, f"{name_of(page)}: {line.strip()}"


def test_every_command_is_documented() -> None:
    shown = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    missing = [" ".join(words) for words in commands() if f"mapapp {' '.join(words)}" not in shown]
    assert not missing


def test_no_page_names_a_machine_or_a_registry() -> None:
    forbidden = re.compile(
        r"(?<![\w.])/(?:work|root|home)/|https?://[\w.-]*(?:npm|pypi|pythonhosted)[\w.-]*|index[-]url"
    )
    tracked = [
        p for p in ROOT.rglob("*") if p.suffix in {".md", ".toml", ".json", ".txt", ".py", ".js", ".html"}
    ]
    made = {".venv", "node_modules", "seeds", "vendor", "basemap", ".git"}
    own = [p for p in tracked if not made & set(p.parts) and p != Path(__file__)]
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in own
        if (match := forbidden.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert len(own) > 100
    assert not found


def test_the_page_about_states_the_fair_figures() -> None:
    script = ROOT / "benchmarks" / "expected.py"
    result = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "233 passages" in result.stdout
