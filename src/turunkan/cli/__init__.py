"""The `turunkan` command: a table of commands, each imported only when it is called."""

import io
import os
import sys
from dataclasses import dataclass
from importlib import import_module

import click

from turunkan import __version__
from turunkan.cli.boundary import Boundary


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives, and its one line in `turunkan --help`."""

    place: str
    help: str


COMMANDS = {
    "scan": Entry("turunkan.cli.scan:scan", "Find what needs a look in captures, one finding an item."),
    "explain": Entry("turunkan.cli.explain:explain", "Say what the engine makes of one text, and why."),
    "evaluate": Entry("turunkan.cli.evaluate:evaluate", "Measure the engine on labelled items."),
    "sample": Entry("turunkan.cli.sample:sample", "Draw items for people to label, the same ones every time."),
    "bench": Entry("turunkan.cli.bench.command:bench", "Measure speed and memory beside other ways."),
    "spark": Entry("turunkan.cli.spark:spark", "Run the engine on Apache Spark, over batches of captures."),
    "learn": Entry("turunkan.cli.learn:learn", "Train the classifier of a pack on its labelled posts."),
    "pack": Entry("turunkan.cli.pack:pack", "List, check, test, describe and compare packs."),
    "demo": Entry("turunkan.cli.desk.demo:demo", "Build an office with invented captures, and serve it."),
    "serve": Entry("turunkan.cli.desk.serve:serve", "Serve the desk."),
    "import": Entry("turunkan.cli.desk.importing:import_files", "Bring captures into the desk."),
    "tick": Entry("turunkan.cli.desk.tick:tick", "Do the background work that is due."),
    "backup": Entry("turunkan.cli.desk.backup:backup", "Write the whole desk into one file."),
    "restore": Entry("turunkan.cli.desk.restore:restore", "Put a backup into an empty desk, and check it."),
    "user": Entry("turunkan.cli.desk.user:user", "Add a person to the desk."),
    "bundle": Entry("turunkan.cli.desk.bundle:bundle", "Take the sealed evidence of a case out, as one file."),
    "verify": Entry("turunkan.cli.verify:verify", "Check a bundle, or with --audit the desk's own records."),
    "keys": Entry("turunkan.cli.desk.keys:keys", "The office's signing keys, and those that are trusted."),
    "settings": Entry("turunkan.cli.settings:settings", "List all settings and where each value came from."),
}


class CommandTable(Boundary):
    """A group that imports a command only to run it; its help comes from the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].place.partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing any of it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="turunkan", message="%(prog)s %(version)s")
def app() -> None:
    """Find posts that sell or promote an unlawful good, and say why. People decide."""


def main() -> None:
    """The `turunkan` command; exits with 0 (done), 1 (the thing checked failed) or 2 (usage, nothing read)."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts one a processor, and none has anything to do
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="turunkan")
