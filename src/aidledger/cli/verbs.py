"""The verbs and their options; what each does stands in a file of its own name."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from aidledger.wording.loading import words

_DATE = "%Y-%m-%d"


class KnownBy(StrEnum):
    """By which time an answer is pinned."""

    ASSERTED = "asserted"
    RECORDED = "recorded"


class By(StrEnum):
    """What the rows of totals are told apart by."""

    STAGE = "stage"
    CHANNEL = "channel"
    ENVELOPE = "envelope"


class Reason(StrEnum):
    """Why a record is taken back."""

    RESTATED = "restated_by_source"
    RETRACTED = "retracted_by_source"
    READING_ERROR = "reading_error"
    UNDONE = "undone"


class Question(StrEnum):
    """Questions whose answers leave as files."""

    REMAINING = "remaining"
    TOTALS = "totals"


def _date(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


LISTED = (
    "offices", "meetings", "denials", "restrictions", "handovers", "deadlines", "promises",
    "statements",
)  # fmt: skip


def _add_listing(ask: typer.Typer, question: str, told: str, day: Any, option: Any) -> None:
    @ask.command(name=question, help=told)
    def listed(
        on: Annotated[datetime | None, day("on", "--on")] = None,
        known: Annotated[datetime | None, day("known", "--known")] = None,
        known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
        as_json: Annotated[bool, option("answer_json", "--json")] = False,
    ) -> int:
        from aidledger.cli.ask import ask_listing

        return ask_listing(question, _date(on), _date(known), known_by.value, as_json=as_json)


def build(language: str) -> TyperGroup:
    """The command line with its help in a language."""
    told = words(language)["labels"]["help"]
    app = typer.Typer(
        help=told["app"], no_args_is_help=True, add_completion=False, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    ask = typer.Typer(help=told["ask"], no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(ask, name="ask")

    def option(name: str, *flags: str) -> Any:
        return typer.Option(*flags, help=told[name])

    def day(name: str, *flags: str) -> Any:
        return typer.Option(*flags, help=told[name], formats=[_DATE], metavar="2024-11-13")

    @app.callback()
    def settings(
        ledger: Annotated[Path | None, option("ledger_option", "--ledger")] = None,
        lang: Annotated[str | None, option("lang_option", "--lang")] = None,
    ) -> None:
        """Both are taken from the arguments before they are parsed."""

    @app.command(name="read", help=told["read"])
    def read_(
        sources: Annotated[list[Path], typer.Argument(help=told["sources"])],
        published: Annotated[datetime | None, day("published", "--published")] = None,
        publisher: Annotated[str | None, option("publisher", "--publisher")] = None,
        as_json: Annotated[bool, option("json", "--json")] = False,
        as_lines: Annotated[bool, option("jsonl", "--jsonl")] = False,
        text_out: Annotated[Path | None, option("text_out", "--text-out")] = None,
    ) -> int:
        from aidledger.cli.read import read

        return read(
            sources, _date(published), publisher, as_json=as_json, as_lines=as_lines,
            text_out=text_out,
        )  # fmt: skip

    @app.command(name="add", help=told["add"])
    def add_(
        sources: Annotated[list[Path], typer.Argument(help=told["sources"])],
        published: Annotated[datetime | None, day("published", "--published")] = None,
        publisher: Annotated[str | None, option("publisher", "--publisher")] = None,
        as_json: Annotated[bool, option("answer_json", "--json")] = False,
    ) -> int:
        from aidledger.cli.add import add

        return add(sources, _date(published), publisher, as_json=as_json)

    @app.command(name="import", help=told["import"])
    def import_(
        mapping: Annotated[Path, typer.Argument(help=told["mapping"])],
        table: Annotated[Path | None, typer.Argument(help=told["mapping"])] = None,
        as_json: Annotated[bool, option("answer_json", "--json")] = False,
    ) -> int:
        from aidledger.cli.importing import import_tables

        return import_tables(mapping, table, as_json=as_json)

    @ask.command(name="remaining", help=told["remaining"])
    def remaining_(
        donor: Annotated[str, option("donor", "--donor")],
        recipient: Annotated[str, option("recipient", "--recipient")],
        on: Annotated[datetime, day("on", "--on")],
        known: Annotated[datetime | None, day("known", "--known")] = None,
        known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
        as_json: Annotated[bool, option("answer_json", "--json")] = False,
    ) -> int:
        from aidledger.cli.ask import ask_remaining

        return ask_remaining(
            donor, recipient, on.date(), _date(known), known_by.value, as_json=as_json
        )

    @ask.command(name="totals", help=told["totals"])
    def totals_(
        donor: Annotated[str, option("donor", "--donor")],
        recipient: Annotated[str, option("recipient", "--recipient")],
        on: Annotated[datetime, day("on", "--on")],
        by: Annotated[By, option("by", "--by")] = By.CHANNEL,
        known: Annotated[datetime | None, day("known", "--known")] = None,
        known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
        as_json: Annotated[bool, option("answer_json", "--json")] = False,
    ) -> int:
        from aidledger.cli.ask import ask_totals

        return ask_totals(
            donor, recipient, on.date(), by.value, _date(known), known_by.value, as_json=as_json
        )

    for question in LISTED:
        _add_listing(ask, question, told[question], day, option)

    @app.command(name="diff", help=told["diff"])
    def diff_(
        donor: Annotated[str, option("donor", "--donor")],
        recipient: Annotated[str, option("recipient", "--recipient")],
        on: Annotated[datetime, day("on", "--on")],
        known: Annotated[datetime | None, day("known", "--known")] = None,
        to_on: Annotated[datetime | None, day("to_on", "--to-on")] = None,
        to_known: Annotated[datetime | None, day("to_known", "--to-known")] = None,
        as_json: Annotated[bool, option("answer_json", "--json")] = False,
    ) -> int:
        from aidledger.cli.ask import diff

        days = (on.date(), (to_on or on).date())
        limits = (_date(known), _date(to_known) if to_known else _date(known) if to_on else None)
        return diff(donor, recipient, days, limits, as_json=as_json)

    @app.command(name="judge", help=told["judge"])
    def judge_(
        claim: Annotated[str, typer.Argument(help=told["name"])],
        by: Annotated[str, option("by_person", "--by")],
        same: Annotated[str | None, option("same", "--same")] = None,
        different: Annotated[str | None, option("different", "--different")] = None,
    ) -> int:
        from aidledger.cli.judge import judge

        return judge(claim, same, different, by)

    @app.command(name="review", help=told["review"])
    def review_(
        claim: Annotated[str, typer.Argument(help=told["name"])],
        by: Annotated[str, option("by_person", "--by")],
        accept: Annotated[bool, option("accept", "--accept/--reject")] = True,
        reason: Annotated[str | None, option("reason", "--reason")] = None,
    ) -> int:
        from aidledger.cli.judge import review

        return review(claim, accept=accept, reason=reason, by=by)

    @app.command(name="withdraw", help=told["withdraw"])
    def withdraw_(
        name: Annotated[str, typer.Argument(help=told["name"])],
        by: Annotated[str, option("by_person", "--by")],
        reason: Annotated[Reason, option("withdraw_reason", "--reason")] = Reason.UNDONE,
    ) -> int:
        from aidledger.cli.judge import withdraw

        return withdraw(name, reason.value, by)

    @app.command(name="why", help=told["why"])
    def why_(
        name: Annotated[str, typer.Argument(help=told["name"])],
        as_json: Annotated[bool, option("answer_json", "--json")] = False,
    ) -> int:
        from aidledger.cli.why import why

        return why(name, as_json=as_json)

    @app.command(name="export", help=told["export"])
    def export_(
        question: Annotated[Question, typer.Argument(help=told["question"])],
        donor: Annotated[str, option("donor", "--donor")],
        recipient: Annotated[str, option("recipient", "--recipient")],
        on: Annotated[datetime, day("on", "--on")],
        out: Annotated[Path, option("out", "--out")],
        known: Annotated[datetime | None, day("known", "--known")] = None,
        by: Annotated[By, option("by", "--by")] = By.CHANNEL,
    ) -> int:
        from aidledger.cli.export import export

        return export(question.value, donor, recipient, on.date(), _date(known), by.value, out)

    @app.command(name="verify", help=told["verify"])
    def verify_(as_json: Annotated[bool, option("answer_json", "--json")] = False) -> int:
        from aidledger.cli.verify import verify

        return verify(as_json=as_json)

    @app.command(name="demo", help=told["demo"])
    def demo_() -> int:
        from aidledger.cli.demo import demo

        return demo()

    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    return command
