"""What went wrong, as sentences: what happened, what was kept, what to do now."""

from typing import IO, Any

import click

from finder.catalog.database import CatalogueDamaged, Error
from finder.search import UnknownFilter

PROBLEMS = 1  # exit code: something is wrong; 2 is click's own: a command given wrongly
KEPT = "Nothing was left half done."
ADVICE = {
    "locked": "Something else is writing to the catalogue. Try again in a moment.",
    "full": "There is no space left on the disk. Make room, then try again.",
    "readonly": "This user may not write to the catalogue. Run the command as its owner.",
    "malformed": 'The catalogue is damaged; "finder check" tells where. Restore a backup.',
}

EXAMINE = '"finder check" tells whether it is whole.'


class Trouble(click.ClickException):
    """Sentences for the person at the terminal; the command ends with them."""

    exit_code = PROBLEMS

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=True)


class WronglyGiven(Trouble):
    """The command or a setting asks for what does not exist."""

    exit_code = 2


def tells() -> tuple[type[BaseException], ...]:
    """The errors that :func:`told` has sentences for."""
    return CatalogueDamaged, Error, UnknownFilter, OSError, KeyboardInterrupt


def told(error: BaseException) -> Trouble:
    """*error*, one of :func:`tells`, as sentences and an exit code."""
    if isinstance(error, KeyboardInterrupt):
        return Trouble("Stopped.", KEPT)
    if isinstance(error, UnknownFilter):
        return WronglyGiven(str(error))
    if isinstance(error, CatalogueDamaged):
        return Trouble(f"The catalogue cannot be used. {error} Nothing was changed.")
    if isinstance(error, OSError):
        return Trouble(f"{_place(error)}{error.strerror or error}.", KEPT)
    return Trouble(f"The catalogue did not do it: {error}.", _advice(error), KEPT)


def _place(error: OSError) -> str:
    return f"{error.filename}: " if error.filename else ""


def _advice(error: BaseException) -> str:
    said = str(error)
    return next((advice for sign, advice in ADVICE.items() if sign in said), EXAMINE)
