"""Finding contributions in any script, however they are spelled; what is dropped leaves no trace."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import search
from app.core.search import index
from app.core.search.normal import normal
from app.extensions import db
from tests.support.core_app import on_sqlite

TEXTS = {
    "de": "Mehr Sprachförderung in den Großraumbüros der Kindertagesstätte, bitte!",
    "uk": "Мені потрібен переклад об’єкта та їжа для дітей",
    "ru": "Новогодняя ёлка и чай",
    "ar": "أريد الاعتراف بـالشَّهَادَة، والروضة قريبة من بيتي رقم ٤٢",
    "fa": "می‌خواهم کتاب‌های فارسی داشته باشم، شماره ۱۲۳",
    "ti": "ገዛ ንምርካብ ሓገዝ የድልየና፡ ሠላም",
    "tr": "ODAMIZDA IŞIK YOK, İstanbul'dan geldik",
    "ro": "Școala și grădiniţa din Mesum",
    "pl": "Łatwiejszy dostęp do żłobka",
    "fr": "L’école est trop loin — 50 % du temps",
    "ta": "தமிழ் கற்க விரும்புகிறேன்",
    "so": "Waxaan rabaa Luuqadda Jarmalka",
}

FOUND = [
    ("de", "sprachförderung"),
    ("de", "FÖRDERUNG"),
    ("de", "forderung"),
    ("de", "grossraum"),
    ("de", "GROSSRAUMBÜRO"),
    ("de", "tagesst"),
    ("de", "bitte mehr"),
    ("de", "in"),
    ("uk", "об'єкт"),
    ("uk", "ОБ’ЄКТА"),
    ("uk", "їжа"),
    ("uk", "переклад їжа"),
    ("ru", "елка"),
    ("ru", "ЁЛКА"),
    ("ru", "новогодн"),
    ("ar", "شهادة"),
    ("ar", "الشهادة"),
    ("ar", "شهاده"),
    ("ar", "روضه"),
    ("ar", "اريد"),
    ("ar", "إعتراف"),
    ("ar", "42"),
    ("ar", "٤٢"),
    ("fa", "كتاب"),
    ("fa", "کتاب"),
    ("fa", "میخواهم"),
    ("fa", "123"),
    ("ti", "ገዛ"),
    ("ti", "ገ"),
    ("ti", "ሓገዝ"),
    ("ti", "ሰላም"),
    ("tr", "ışık"),
    ("tr", "ISIK"),
    ("tr", "isik"),
    ("tr", "istanbul"),
    ("tr", "İSTANBUL"),
    ("ro", "şcoala"),
    ("ro", "scoala"),
    ("ro", "grădinița"),
    ("pl", "latwiejszy"),
    ("pl", "zlobka"),
    ("fr", "école"),
    ("fr", "ECOLE"),
    ("fr", "50"),
    ("ta", "தமிழ்"),
    ("so", "luuqad jarmal"),
]

NOT_FOUND = [
    "da",  # inside a word only from three letters on
    "gelder",
    "переклад ёлка",
    "бик",
    "%",
    "_",
    "49%%",
    "",
    "   ",
    "!?",
]

HOSTILE = [
    '"',
    "'",
    "* OR *",
    "mehr OR nichts",
    'text:"mehr"',
    "NEAR(mehr bitte)",
    "-mehr",
    "mehr*",
    "^mehr",
    "{mehr}",
    "(((",
    'mehr" OR "',
    "%%%",
    "___",
    "\\",
    "\\%",
    "'; DROP TABLE search_entry; --",
    "mehr\x00bitte",
    "a" * 5000,
    " ".join(f"wort{number}" for number in range(500)),
]


@pytest.fixture
def filled(core: Flask) -> dict[str, str]:
    ids = {language: str(uuid.uuid4()) for language in TEXTS}
    for language, text in TEXTS.items():
        search.put("contribution", ids[language], text)
    search.put("goal", "7", "Mehr Sprachförderung, Вода, شهادة")
    db.session.commit()
    return ids


def found(asked: str, kind: str = "contribution") -> set[str]:
    return set(db.session.execute(search.find(kind, asked)).scalars())


@pytest.mark.parametrize(("language", "asked"), FOUND)
def test_people_find_their_words_as_they_type_them(filled: dict[str, str], language: str, asked: str) -> None:
    assert filled[language] in found(asked)


@pytest.mark.parametrize("asked", NOT_FOUND)
def test_what_is_not_there_is_not_found(filled: dict[str, str], asked: str) -> None:
    assert found(asked) == set()


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_input_is_a_command(filled: dict[str, str], asked: str) -> None:
    assert found(asked) <= {filled["de"]}
    assert found("sprachförderung") == {filled["de"]}


def test_every_word_must_be_there_in_any_order(filled: dict[str, str]) -> None:
    assert found("Büro Sprache") == set()
    assert found("büros sprach den") == {filled["de"]}


def test_kinds_do_not_mix(filled: dict[str, str]) -> None:
    assert found("sprachförderung", "goal") == {"7"}


def test_random_ids_can_be_compared_in_the_database(filled: dict[str, str]) -> None:
    query = search.find_uuids("contribution", "ገዛ")
    assert list(db.session.execute(query).scalars()) == [uuid.UUID(filled["ti"])]
    table = sa.table("thing", sa.column("id", sa.Uuid))
    db.session.execute(
        sa.text(
            "CREATE TEMPORARY TABLE thing (id CHAR(32))" if on_sqlite() else "CREATE TEMPORARY TABLE thing (id UUID)"
        )
    )
    db.session.execute(sa.insert(table).values(id=uuid.UUID(filled["ti"])))
    assert db.session.execute(sa.select(sa.func.count()).select_from(table).where(table.c.id.in_(query))).scalar() == 1


def test_putting_again_replaces_what_was_found_before(filled: dict[str, str]) -> None:
    search.put("contribution", filled["de"], "Spielplätze für alle")
    assert found("sprachförderung") == set()
    assert found("spielplatz") == {filled["de"]}
    assert found("spielplätze") == {filled["de"]}


def test_dropped_is_not_found_and_dropping_twice_is_no_error(filled: dict[str, str]) -> None:
    search.drop("contribution", filled["ar"])
    search.drop("contribution", filled["ar"])
    assert found("شهادة") == set()


def test_a_transaction_taken_back_leaves_the_index_as_it_was(filled: dict[str, str]) -> None:
    search.drop("contribution", filled["de"])
    search.put("contribution", str(uuid.uuid4()), "Regenbogen")
    db.session.rollback()
    assert found("sprachförderung") == {filled["de"]}
    assert found("regenbogen") == set()


def test_the_index_can_be_made_anew(filled: dict[str, str]) -> None:
    entries = [search.Entry("contribution", f"nr-{number}", f"Wort{number} Buch") for number in range(1234)]
    assert search.rebuild(iter(entries)) == 1234
    assert len(found("buch")) == 1234
    assert found("wort1233") == {"nr-1233"}
    assert found("sprachförderung") == set()
    search.drop("contribution", "nr-1233")
    assert found("wort1233") == set()


def test_the_index_agrees_with_the_texts_after_many_changes(filled: dict[str, str]) -> None:
    for turn in range(40):
        search.put("contribution", f"nr-{turn % 7}", f"Runde{turn} Spiel" * (turn + 1))
    search.drop("contribution", "nr-3")
    db.session.commit()
    if on_sqlite():
        db.session.execute(
            sa.text(f"INSERT INTO {index.TRIGRAMS}({index.TRIGRAMS}, rank) VALUES ('integrity-check', 1)")
        )
    assert len(found("spiel")) == 6


def test_ids_of_rows_do_not_count_arrivals(core: Flask) -> None:
    for number in range(200):
        search.put("contribution", f"nr-{number}", "Text")
    rows = db.session.execute(sa.select(search.SearchEntry.id, search.SearchEntry.subject_id)).all()
    order = [int(row.subject_id[3:]) for row in sorted(rows)]
    # Spearman's coefficient between row number and arrival.
    squares = sum((place - arrived) ** 2 for place, arrived in enumerate(order))
    assert abs(1 - 6 * squares / (200 * (200**2 - 1))) < 0.3


def test_dropped_words_are_gone_from_the_file(filled: dict[str, str], core: Flask, tmp_path: Path) -> None:
    secret = "Xylophonzwiebelquark"
    search.put("contribution", "secret", f"Ich heiße {secret}")
    db.session.commit()
    search.drop("contribution", "secret")
    search.settle()
    db.session.commit()
    if not on_sqlite():
        assert not db.session.execute(
            sa.text("SELECT count(*) FROM search_entry WHERE text LIKE '%xylophon%'")
        ).scalar()
        return
    db.session.remove()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    content = (tmp_path / "core.db").read_bytes().lower()
    assert normal(secret).encode() not in content
    # The index spells words in threes; none of these is part of any other word here.
    assert not [trigram for trigram in (b"xyl", b"ylo", b"bel") if b"0" + trigram in content]


def test_the_objects_beside_the_table_come_and_go(filled: dict[str, str]) -> None:
    connection = db.session.connection()
    search.drop_ddl(connection)
    search.create_ddl(connection)
    search.create_ddl(connection)
    search.rebuild([search.Entry("contribution", "1", "Sprachförderung")])
    assert found("förder") == {"1"}
    assert search.is_own_table("search_trigrams_data")
    assert not search.is_own_table("search_entry")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Ａ１", "a1"),
        ("شَهَادَةٌ", "شهاده"),
        ("مـــرحبا", "مرحبا"),
        ("й", "й"),
        ("ї", "ї"),
        ("sto\u0301", "sto"),
        ("\u202eabc\u202c", "abc"),
        ("a\n\t b", "a b"),
    ],
)
def test_one_spelling_for_many(written: str, same: str) -> None:
    assert normal(written) == same


def test_normalising_twice_changes_nothing() -> None:
    for text in TEXTS.values():
        assert normal(normal(text)) == normal(text)
