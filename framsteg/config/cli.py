"""The console command `framsteg`. Exit codes: 0 done, 1 refused, 2 usage, 70 unexpected."""

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from framsteg.config.words import REPLACED_IN_HELP, _  # before typer: see words

import typer  # isort: skip

from framsteg.config.commands import COMMANDS
from framsteg.config.failures import tell


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; a user's mistake is told on one line."""
    arguments = sys.argv[1:] if arguments is None else arguments
    # What is stored is about people: no file is readable by others on the machine.
    os.umask(0o077)
    try:
        code = _tree(_wanted(arguments)).main(
            arguments, prog_name="framsteg", standalone_mode=False
        )
    except BrokenPipeError:
        # The reader of our output left (`| head`); keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (Exception, KeyboardInterrupt) as error:
        return tell(error)
    return code if isinstance(code, int) else 0


def _wanted(arguments: list[str]) -> Iterable[str]:
    """Only the named command is loaded; all of them to list them."""
    named = [word for word in arguments[:1] if word in COMMANDS]
    return named or COMMANDS


def _tree(names: Iterable[str]) -> Any:
    root = typer.Typer(
        help=_("Supported Employment and IPS programmes run by several authorities."),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    # With a callback typer keeps subcommands even where only one is loaded.
    root.callback()(lambda: None)
    for name in names:
        module = import_module(COMMANDS[name])
        if hasattr(module, "app"):
            root.add_typer(module.app, name=name)
        else:
            root.command(name, help=module.HELP, short_help=module.HELP)(module.command)
    tree = typer.main.get_command(root)
    _translate_help(tree)
    return tree


def _translate_help(command: Any) -> None:
    """Put our words for those that typer writes in English only."""
    in_english = command.get_help

    def get_help(context: Any) -> str:
        text: str = in_english(context)
        for english, ours in REPLACED_IN_HELP.items():
            text = text.replace(english, ours)
        return text

    command.get_help = get_help
    for below in getattr(command, "commands", {}).values():
        _translate_help(below)


if __name__ == "__main__":
    sys.exit(main())
