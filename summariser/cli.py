"""The command line: reads the arguments, has the work done, and turns how it ended into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial, reduce
from importlib import import_module
from typing import Any, NoReturn, TypeVar

import click

from summariser import jobs
from summariser._version import __version__
from summariser.console import STDOUT, Console, OutputError, check_output, write_result
from summariser.events import CancelToken, Listener
from summariser.settings import Settings
from summariser.worker import Interrupted, attend

DONE, FAILED, USAGE, NO_INPUT, NO_MODEL, INCOMPLETE = range(6)
INTERRUPTED = 130
STDIN = "-"
FAILURES = {OutputError: FAILED, jobs.NoInput: NO_INPUT, jobs.NoModel: NO_MODEL}
DEFAULT = Settings()

EPILOG = """\b
Exit codes:
  0    done (also when the reader of a pipe stops reading)
  1    failed
  2    wrong usage
  3    no usable input
  4    the model cannot be loaded
  5    done, but an input could not be used
  130  interrupted (143 when terminated)

Every option can also be set in the environment: SUMMARISER_DIGEST_WORDS=200
stands for "digest --words 200".
"""

Result = TypeVar("Result")
Command = Callable[..., Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. An interrupted run ends the process itself."""
    console = Console()
    try:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        given = list(sys.argv[1:] if arguments is None else arguments)
        with cli.make_context("summariser", given, auto_envvar_prefix="SUMMARISER") as context:
            return int(cli.invoke(context) or DONE)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        if error.ctx is not None:
            console.say(error.ctx.get_usage())
        return console.fail(error.format_message(), USAGE)
    except (OutputError, jobs.NoInput, jobs.NoModel) as error:
        return console.fail(str(error), FAILURES[type(error)])
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # so that nothing is flushed into the pipe at exit
        return DONE
    except Interrupted as interrupted:
        _leave(interrupted.exit_code)
    except KeyboardInterrupt:
        _leave(INTERRUPTED)


def _leave(code: int) -> NoReturn:
    """End the process at once, whatever its threads are doing; results are flushed when they are written."""
    os._exit(code)


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, shown in this order."""
    return lambda command: reduce(lambda decorated, option: option(decorated), reversed(options), command)


_articles = _options(
    click.argument("paths", nargs=-1, required=True, metavar="PATHS..."),
    click.option("-r", "--recursive", is_flag=True, help="Look into the folders of a folder, too."),
    click.option("--language", metavar="CODE", help="Language of the articles (fr, en ...) instead of finding it out."),
)
_input = _options(
    _articles,
    click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write to FILE, whole or not at all."),
)
_wording = _options(
    click.option("--words", type=int, default=DEFAULT.digest_words, show_default=True, help="Words of the digest."),
    click.option(
        "--article-words", type=int, default=DEFAULT.article_words, show_default=True, help="Words of a summary."
    ),
    click.option(
        "--model",
        default=DEFAULT.model,
        show_default=True,
        metavar="ID_OR_FOLDER",
        help="The model that words the sentences: builtin, or the hub id or folder of an encoder-decoder checkpoint.",
    ),
    click.option("--no-clean", is_flag=True, help="Keep every line of the articles."),
)
_talk = _options(
    click.option("-q", "--quiet", is_flag=True, help="Only errors on standard error: no progress, no warnings."),
    click.option("-v", "--verbose", is_flag=True, help="Tell on standard error what was decided, and when."),
)


@click.group(invoke_without_command=True, epilog=EPILOG)
@click.version_option(__version__, message="%(prog)s %(version)s", allow_from_autoenv=False)
@click.pass_context
def cli(context: click.Context) -> None:
    """Summarise one news story told by several articles, in several languages.

    Each article is cleaned of what surrounds it and summarised, and all of them are merged into one digest in which
    every statement says which articles support it. PATHS are files, folders or "-" for standard input.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command(epilog=EPILOG)
@_input
@click.option("--format", type=click.Choice(["md", "json"]), default="md", show_default=True, help="What to write.")
@_wording
@_talk
def digest(
    *,
    paths: tuple[str, ...],
    recursive: bool,
    language: str | None,
    output: str,
    format: str,  # noqa: A002 - its name is that of its environment variable, too
    words: int,
    article_words: int,
    model: str,
    no_clean: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write a summary of each article and one cited digest of them all."""
    console = _console(quiet, verbose)
    settings = _settings(
        digest_words=words, article_words=article_words, language=language, model=model, clean=not no_clean
    )
    made, complete = _attended(console, partial(jobs.digest, _inputs(paths, recursive, output), settings))
    from summariser.render import to_json, to_markdown

    write_result(to_json(made) if format == "json" else to_markdown(made), output)
    return DONE if complete else INCOMPLETE


@cli.command(epilog=EPILOG)
@_articles
@_wording
def read(
    *,
    paths: tuple[str, ...],
    recursive: bool,
    language: str | None,
    words: int,
    article_words: int,
    model: str,
    no_clean: bool,
) -> int:
    """Read the articles, their summaries and their digest in the terminal."""
    settings = _settings(
        digest_words=words, article_words=article_words, language=language, model=model, clean=not no_clean
    )
    if STDIN in paths:
        raise click.UsageError("standard input is where the keys come from: name files or folders to read")
    if not all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        raise click.UsageError('reading needs a terminal: use "summariser digest" without one')
    console = Console()
    sources, warned = jobs.Inputs(paths, recursive, lambda _: None).load()
    if not sources:
        for warning in warned:
            console.warn(str(warning))
        raise jobs.NoInput("no usable input")
    # By name, not by an import: the reader stands on this package, and this package on nothing of the reader.
    return int(import_module("tui.app").read(sources, settings, warned))


@cli.command(epilog=EPILOG, short_help="Write what is kept of each article.")
@_input
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to write.")
@_talk
def clean(
    *,
    paths: tuple[str, ...],
    recursive: bool,
    language: str | None,
    output: str,
    format: str,  # noqa: A002 - its name is that of its environment variable, too
    quiet: bool,
    verbose: bool,
) -> int:
    """Write what is kept of each article; as JSON also what was dropped, its lines and the rule that dropped it."""
    console = _console(quiet, verbose)
    settings = _settings(language=language)
    articles, complete = _attended(console, partial(jobs.clean, _inputs(paths, recursive, output), settings))
    from summariser.render import cleaned_to_json, to_text

    write_result(
        cleaned_to_json(articles) if format == "json" else to_text([a for a in articles if a.sentences]), output
    )
    return DONE if complete else INCOMPLETE


@cli.command(epilog=EPILOG)
@_talk
def models(*, quiet: bool, verbose: bool) -> int:
    """List the models that can be used without a network."""
    for info in _attended(_console(quiet, verbose), jobs.models):
        facts = {
            "kind": info.kind,
            "languages": " ".join(info.languages) or "not told",
            "licence": info.licence,
            "where": info.location,
        }
        write_result(f"{info.name}\n" + "".join(f"  {name:<10} {fact}\n" for name, fact in facts.items()))
    return DONE


def _console(quiet: bool, verbose: bool) -> Console:
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    return Console(quiet=quiet, verbose=verbose)


def _settings(*, language: str | None, **values: Any) -> Settings:
    try:
        return Settings(language=language.lower() if language else None, **values)
    except ValueError as error:
        field, _, rest = str(error).partition(" ")
        raise click.UsageError(f"--{field.removeprefix('digest_').replace('_', '-')} {rest}") from error


def _inputs(paths: Sequence[str], recursive: bool, output: str) -> jobs.Inputs:
    def check(files: Sequence[Any]) -> None:
        try:
            check_output(output, files)
        except ValueError as error:
            raise click.UsageError(str(error)) from error

    if STDIN in paths and sys.stdin is None:
        raise click.UsageError("standard input is closed")
    check([path for path in paths if path != STDIN])
    return jobs.Inputs(paths, recursive, check)


def _attended(console: Console, work: Callable[[Listener, CancelToken], Result]) -> Result:
    """Do the work in a thread that can be stopped, telling the console what happens."""
    try:
        return attend(work, console.tell)
    finally:
        console.clear()
