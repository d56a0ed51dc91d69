"""Every command has help; asking for it imports nothing heavy."""

import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.testing import Result

from turunkan import __version__
from turunkan.cli import COMMANDS, app

Run = Callable[..., Result]


def all_commands() -> list[tuple[str, click.Command]]:
    context = click.Context(app)
    found = []
    for name in COMMANDS:
        command = app.get_command(context, name)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {sub}", inner) for sub, inner in command.commands.items()]
    return found


@pytest.mark.parametrize(("name", "command"), all_commands())
def test_every_command_and_option_has_help(name: str, command: click.Command) -> None:
    assert command.help, name
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]}"


def test_the_table_is_the_help(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name, entry in COMMANDS.items():
        assert name in result.stdout
        assert entry.help in " ".join(result.stdout.split())


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"turunkan {__version__}\n"


def test_an_unknown_command_is_a_usage_error(run: Run) -> None:
    result = run("skan")
    assert result.exit_code == 2
    assert "skan" in result.stderr


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    program = (
        "import sys\nfrom turunkan.cli import app\n"
        f"try: app({args!r})\nexcept SystemExit: pass\n"
        "print([name for name in ('yaml', 'rich', 'turunkan.core.detect', 'turunkan.core.text') "
        "if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_settings_leave_the_engine_alone() -> None:
    program = "import sys, turunkan.cli.settings\nprint('turunkan.core.rules' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
