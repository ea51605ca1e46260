"""The command line: reads the arguments, has the work done, and turns how it ended into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial, reduce
from importlib import import_module
from typing import Any, NoReturn, TypeVar

import click

from summariser import jobs, keeping
from summariser._version import __version__
from summariser.cli_cleaning import cleaning_options, removed
from summariser.cli_inputs import web_options
from summariser.console import STDOUT, Console, OutputError, check_output, write_result
from summariser.events import CancelToken, Listener
from summariser.loading import Web
from summariser.settings import CleaningOptions, Settings
from summariser.worker import Interrupted, attend

DONE, FAILED, USAGE, NO_INPUT, NO_MODEL, INCOMPLETE = range(6)
INTERRUPTED = 130
STDIN = "-"
FAILURES = {OutputError: FAILED, keeping.KeptError: FAILED, jobs.NoInput: NO_INPUT, jobs.NoModel: NO_MODEL}
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
    except tuple(FAILURES) as error:
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
    click.argument("paths", nargs=-1, metavar="[PATHS...]"),
    click.option("-r", "--recursive", is_flag=True, help="Look into the folders of a folder, too."),
    click.option("--language", metavar="CODE", help="Language of the articles (fr, en ...) instead of finding it out."),
    web_options,
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
    click.option("--no-cache", is_flag=True, help="Compute everything anew, and keep nothing of it."),
    cleaning_options,
)
_talk = _options(
    click.option("-q", "--quiet", is_flag=True, help="Only errors on standard error: no progress, no warnings."),
    click.option("-v", "--verbose", is_flag=True, help="Tell on standard error what was decided, and when."),
)


class _Reading(click.Group):
    """``summariser PATHS...`` is ``summariser read PATHS...`` when the first of them can be no command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in that was left out."""
        if not args and _terminal():
            args = ["read"]
        elif args and args[0] not in self.commands and not args[0].startswith("-") and _readable(args[0]):
            args = ["read", *args]
        return super().parse_args(ctx, args)


def _terminal() -> bool:
    """Whether a person sits there, who can be shown the reader."""
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__))


def _readable(name: str) -> bool:
    """Whether this looks like something to read: a path that is there, a pattern, a web address."""
    return "://" in name or any(mark in name for mark in "*?[") or os.path.lexists(name)


@click.group(cls=_Reading, invoke_without_command=True, epilog=EPILOG)
@click.version_option(__version__, message="%(prog)s %(version)s", allow_from_autoenv=False)
@click.pass_context
def cli(context: click.Context) -> None:
    """Summarise one news story told by several articles, in several languages.

    Each article is cleaned of what surrounds it and summarised, and all of them are merged into one digest in which
    every statement says which articles support it. PATHS are files, folders, http and https addresses, or "-" for
    standard input.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command(epilog=EPILOG)
@_input
@click.option(
    "--format", type=click.Choice(["md", "json", "html"]), default="md", show_default=True, help="What to write."
)
@_wording
@click.option("--digest-language", metavar="CODE", help="Language of the digest, instead of that of most articles.")
@click.option("--one-story", is_flag=True, help="Take all articles as one story, instead of one digest per story.")
@click.option("--stories", "list_stories", is_flag=True, help="Only list which article tells which story.")
@click.option("--audit", metavar="FILE", help="Write each decision of cleaning to FILE, as JSON lines.")
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
    no_cache: bool,
    digest_language: str | None,
    one_story: bool,
    list_stories: bool,
    cleaning: CleaningOptions,
    web: Web,
    audit: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write a summary of each article and one cited digest of each story they tell."""
    if one_story and list_stories:
        raise click.UsageError("--one-story and --stories exclude each other")
    console = _console(quiet, verbose)
    settings = _settings(
        digest_words=words,
        article_words=article_words,
        language=language,
        digest_language=digest_language,
        model=model,
        clean=not no_clean,
        cleaning=cleaning,
    )
    inputs = _inputs(paths, recursive, (output, audit or STDOUT), web)
    if list_stories:
        told, complete = _attended(console, partial(jobs.stories, inputs, settings))
        from summariser.render import stories_to_json, stories_to_text

        write_result(stories_to_json(told) if format == "json" else stories_to_text(told), output)
        return DONE if complete else INCOMPLETE
    made, complete = _attended(console, partial(jobs.digest, inputs, settings, one_story=one_story, keep=not no_cache))
    from summariser.render import to_audit, to_html, to_json, to_markdown

    articles = [each.article for digest in made for each in digest.articles]
    if audit:
        write_result(to_audit(articles), audit)
    write_result({"md": to_markdown, "json": to_json, "html": to_html}[format](*made), output)
    console.note(removed(articles))
    return DONE if complete else INCOMPLETE


@cli.command(epilog=EPILOG)
@_articles
@_wording
@click.option("--one-story", is_flag=True, help="Take all articles as one story, instead of telling stories apart.")
@click.option("--serve", is_flag=True, help="Read in a browser of this machine instead (needs the extra [serve]).")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="Where --serve listens.")
def read(
    *,
    paths: tuple[str, ...],
    recursive: bool,
    language: str | None,
    words: int,
    article_words: int,
    model: str,
    no_clean: bool,
    no_cache: bool,
    cleaning: CleaningOptions,
    web: Web,
    one_story: bool,
    serve: bool,
    port: int,
) -> int:
    """Read the articles, their summaries and their digest in the terminal. Without PATHS, choose what to read there."""
    settings = _settings(
        digest_words=words,
        article_words=article_words,
        language=language,
        model=model,
        clean=not no_clean,
        cleaning=cleaning,
    )
    if STDIN in paths:
        raise click.UsageError("standard input is where the keys come from: name files or folders to read")
    if serve:
        return int(import_module("tui.serving").serve(sys.argv[1:], port))
    terminal = all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))
    if not (terminal or "TEXTUAL_DRIVER" in os.environ):  # with a driver of its own, the reader needs none
        raise click.UsageError('reading needs a terminal: use "summariser digest" without one')
    # By name, not by an import: the reader stands on this package, and this package on nothing of the reader.
    reader = import_module("tui.main")
    keep = not no_cache
    return int(reader.read(paths, recursive=recursive, settings=settings, web=web, keep=keep, one_story=one_story))


@cli.command(epilog=EPILOG, short_help="Write what is kept of each article.")
@_input
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to write.")
@click.option("--explain", is_flag=True, help="Write kept and dropped side by side, with the rules and their reasons.")
@cleaning_options
@_talk
def clean(
    *,
    paths: tuple[str, ...],
    recursive: bool,
    language: str | None,
    output: str,
    format: str,  # noqa: A002 - its name is that of its environment variable, too
    explain: bool,
    cleaning: CleaningOptions,
    web: Web,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write what is kept of each article; as JSON also what was dropped, its lines and the rule that dropped it."""
    console = _console(quiet, verbose)
    if explain and format == "json":
        raise click.UsageError("--explain and --format json exclude each other: the JSON tells the same")
    settings = _settings(language=language, cleaning=cleaning)
    inputs = _inputs(paths, recursive, (output,), web)
    articles, complete = _attended(console, partial(jobs.clean, inputs, settings))
    from summariser.explaining import explain as explained
    from summariser.render import cleaned_to_json, to_text

    if explain:
        terminal = output == STDOUT and sys.stdout is not None and sys.stdout.isatty()
        write_result(explained(articles, terminal=terminal), output, styled=True)
    elif format == "json":
        write_result(cleaned_to_json(articles), output)
    elif read := [article for article in articles if article.sentences]:
        write_result(to_text(read), output)
    console.note(removed(articles))
    if not any(article.sentences for article in articles):
        raise jobs.NoInput("no usable input")  # and why is in the table or the JSON
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


for command in keeping.COMMANDS:
    cli.add_command(command)


def _console(quiet: bool, verbose: bool) -> Console:
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    return Console(quiet=quiet, verbose=verbose)


def _settings(*, language: str | None, digest_language: str | None = None, **values: Any) -> Settings:
    codes = [code.lower() if code else None for code in (language, digest_language)]
    try:
        return Settings(language=codes[0], digest_language=codes[1], **values)
    except ValueError as error:
        field, _, rest = str(error).partition(" ")
        option = "words" if field == "digest_words" else field.replace("_", "-")
        raise click.UsageError(f"--{option} {rest}") from error


def _inputs(paths: Sequence[str], recursive: bool, outputs: Sequence[str], web: Web) -> jobs.Inputs:
    def check(files: Sequence[Any]) -> None:
        try:
            for output in outputs:
                check_output(output, files)
        except ValueError as error:
            raise click.UsageError(str(error)) from error

    if not (paths or web.feeds):
        raise click.UsageError("Missing argument 'PATHS...': name files, folders, web addresses or a --feed")
    if len(named := [output for output in outputs if output != STDOUT]) > len(set(named)):
        raise click.UsageError("the result and the audit cannot be the same file")

    if STDIN in paths and sys.stdin is None:
        raise click.UsageError("standard input is closed")
    check([path for path in paths if path != STDIN])
    return jobs.Inputs(paths, recursive, check, web)


def _attended(console: Console, work: Callable[[Listener, CancelToken], Result]) -> Result:
    """Do the work in a thread that can be stopped, telling the console what happens."""
    try:
        return attend(work, console.tell)
    finally:
        console.clear()
