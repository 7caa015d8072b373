"""Printing cards, voiding lost ones, typing them in. Nobody who types a card can learn the number on its stub."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.contributions import actions as contribution_actions
from app.contributions import codes
from app.contributions import queries as contributions
from app.contributions.models import Contribution
from app.contributions.rules import Entry, Source
from app.core import clock, history
from app.core.errors import Conflict, Invalid, Missing, NotPossibleNow
from app.core.history import Actor
from app.core.languages import locales
from app.dialogforum.models.cards import PaperCard, PrintRun
from app.dialogforum.queries import cards as queries
from app.dialogforum.rules.cards import FETCH_AGAIN, MOST_SHEETS, PER_SHEET, CardState
from app.extensions import db
from app.rounds import queries as rounds

# Two people may print at the same moment; the second takes the numbers behind those of the first.
TRIES = 5


@dataclass(frozen=True)
class CardWords:
    """What stands on a card. `language` None: the words tell it, or else the language the card was printed in."""

    text: str
    fields: list[int]
    language: str | None = None
    district_key: str | None = None
    offers_help: bool = False
    quote_allowed: bool = False


def print_run(language: str, sheets: int, *, seed: str, actor: Actor) -> tuple[PrintRun, dict[int, str]]:
    """A new run of `sheets` times four cards; gives it with number → code, which exist nowhere else.

    The same `seed` (of the form) with the same choice gives the same run again for an hour, with the same codes;
    another choice from the same form is another run. Raises Invalid:
    "sheets_wrong", "card_language_wrong"; NotPossibleNow("run_over").
    """
    if not 1 <= sheets <= MOST_SHEETS:
        raise Invalid("sheets_wrong", field="sheets", most=MOST_SHEETS)
    if locales.offered(language) is None:
        raise Invalid("card_language_wrong", field="language")
    seed = f"{seed}\n{language}\n{sheets}"
    form_hash = contribution_actions.form_hash(seed, "print-run")
    for _attempt in range(TRIES):
        known = queries.by_form(form_hash)
        if known is not None:
            if clock.now() - known.printed_at > FETCH_AGAIN:
                raise NotPossibleNow("run_over")
            return known, {card.number: codes.from_seed(seed, place) for place, card in enumerate(known.cards)}
        try:
            with db.session.begin_nested():
                made = _insert(language, sheets * PER_SHEET, seed, form_hash)
        except IntegrityError:
            continue
        history.record(actor, "print_cards", made[0], cards=sheets * PER_SHEET, language=language)
        return made
    raise RuntimeError("no free card numbers were found")


def _insert(language: str, count: int, seed: str, form_hash: str) -> tuple[PrintRun, dict[int, str]]:
    current = rounds.current(clock.today())
    run = PrintRun(
        language=language, printed_at=clock.now(), form_hash=form_hash, round_id=current.id if current else None
    )
    db.session.add(run)
    db.session.flush()
    first = queries.next_number()
    made = {first + place: codes.from_seed(seed, place) for place in range(count)}
    for number, code in made.items():
        code_hash, key_id = codes.digest(code)
        db.session.add(PaperCard(number=number, run_id=run.id, code_hash=code_hash, code_key_id=key_id))
    db.session.flush()
    return run, made


def void(run: PrintRun, first: int, last: int, *, actor: Actor) -> int:
    """Take cards `first` to `last` of a run out of use, as far as nobody typed them; returns how many it were.

    Raises Invalid("cards_not_in_run"), NotPossibleNow("nothing_to_void").
    """
    first, last = min(first, last), max(first, last)
    inside = (PaperCard.run_id == run.id, PaperCard.number.between(first, last))
    if not db.session.execute(sa.select(sa.func.count()).select_from(PaperCard).where(*inside)).scalar_one():
        raise Invalid("cards_not_in_run", field="first")
    still_open = (PaperCard.typed_on.is_(None), PaperCard.voided_on.is_(None))
    changed: int = db.session.execute(
        sa.update(PaperCard).where(*inside, *still_open).values(voided_on=clock.today())
    ).rowcount  # type: ignore[attr-defined]
    if not changed:
        raise NotPossibleNow("nothing_to_void")
    db.session.expire_all()
    history.record(actor, "void_cards", run, cards=changed, first=queries.shown(first), last=queries.shown(last))
    return changed


def type_card(number: int, words: CardWords, *, form_number: str, actor: Actor) -> Contribution:
    """Take in what stands on a card; its author opens it with the number on the stub.

    The same form again stores nothing more. Raises Missing("no_such_card"), Conflict("card_typed"),
    NotPossibleNow("card_void"), Invalid for the words.
    """
    card = _locked(number)
    if card.state is CardState.VOID:
        raise NotPossibleNow("card_void")
    known = contributions.by_form(contribution_actions.form_hash(form_number))
    if known is not None and known.id == card.contribution_id:
        return known
    if card.state is CardState.TYPED or known is not None or contributions.by_hash(card.code_hash):
        raise Conflict("card_typed")
    sent = contribution_actions.submit(_submission(card, words, form_number), actor=actor)
    card.contribution_id, card.typed_on, card.typed_by_id = sent.contribution.id, clock.today(), actor.account_id
    db.session.flush()
    return sent.contribution


def correct_card(number: int, words: CardWords, *, actor: Actor) -> Contribution:
    """Put right what one typed oneself today, while no commissioner has read it.

    Raises Missing("no_such_card") for cards of others and of other days, NotPossibleNow("already_read"), Invalid.
    """
    card = _locked(number)
    mine = card.typed_by_id == actor.account_id and card.typed_on == clock.today()
    if not mine or card.contribution_id is None:
        raise Missing("no_such_card")
    contribution = contributions.by_id(card.contribution_id)
    contribution_actions.lock(contribution)
    said = _submission(card, words)
    contribution_actions.correct(
        contribution, said.text, language=said.language, language_origin=said.language_origin, actor=actor
    )
    contribution_actions.answer_again(contribution, said, actor)
    return contribution


def _locked(number: int) -> PaperCard:
    """The card as it is now; whoever else types it waits. Raises Missing("no_such_card")."""
    query = sa.select(PaperCard).where(PaperCard.number == number).with_for_update(of=PaperCard)
    found = db.session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()
    if found is None:
        raise Missing("no_such_card")
    return found


def _submission(card: PaperCard, words: CardWords, form_number: str | None = None) -> contribution_actions.Submission:
    printed = card.run.language
    language, origin = contributions.language_of(words.text, words.language, printed)
    return contribution_actions.Submission(
        text=words.text,
        language=language,
        reading_language=printed,
        fields=words.fields,
        district_key=words.district_key,
        offers_help=words.offers_help,
        quote_allowed=words.quote_allowed,
        source=Source.CARD,
        entry=Entry.CARD,
        language_origin=origin,
        number=form_number,
        code_hash=(card.code_hash, card.code_key_id),
    )
