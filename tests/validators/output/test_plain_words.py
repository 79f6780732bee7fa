"""What checks say to those who have no file open: fields and values by their names, as the description of each field gives them."""

import re

import pytest
from inline_snapshot import snapshot

from validators.checks.run import all_checks
from validators.kinds import all_kinds
from validators.model.fields import fields_of, models_in
from validators.model.record import Record
from validators.output.plain_words import place_by_names, plain_words
from validators.rules.kind import Kind
from validators.source.route import ROOT, Route
from validators.text.messages import LanguageCode, Message, one_of, say
from validators.text.translations import catalogue_path, read_translations

KEYS = {key for kind in all_kinds().values() for model in models_in(kind.model) for key in fields_of(model)}
UZBEK_TOO = {"monitoring", "portal"}
"""Keys that are Uzbek words as well."""
COMMAND = re.compile("“nizom [^”]*”")
KEY_AND_COLON = re.compile(r"(?<![\w-])([a-z]+(?:_[a-z]+)*): ")
LONE_WORD = re.compile(r"(?<![\w‘’/.{-])[a-z]+(?:_[a-z]+)*(?![\w‘’/.}-])")


def check(code: str, kind: str, at: Route = ROOT) -> str:
    return plain_words(all_checks(all_kinds())[code].fix, all_kinds()[kind].model, at)


SENTENCES = [
    ("N11.3-1", "project", ROOT),
    ("N12.a.3-9", "project", ROOT),
    ("N11.2-1", "service", ROOT),
    ("N13.7-3", "report", ROOT),
    ("N10-4", "report", ROOT),
    ("N12.a.2-2", "roadmap", Route("measures", 0, "due")),
]


def test_what_to_do_names_the_fields_and_values_nearest_to_the_place() -> None:
    assert [check(*sentence) for sentence in SENTENCES] == snapshot(
        [
            "“Monitoring” maydoniga sana, bajarilish foizi va muammolar ko‘rsatilgan yangi yozuv qo‘shing",
            "O‘zgarishga “Turi: qo‘shimcha” va uning “Ekspertiza” qismini yoki “Turi: tuzatish” deb yozing",
            "“Shakli” maydoniga “an’anaviy”, “elektron” yoki “aralash” deb yozing, “Optimallashtirish” maydonini ham to‘ldiring",
            "Nomzodni tuzating yoki xodim yozuvidagi “Xizmati” maydonini to‘ldiring",
            "“nizom report annual YIL --as-of KUN” bilan qayta hisoblang va raqamlarni yoki yozuvlarni tuzating",
            "“Holat: bajarildi” deb yozing, “Bajarilgan kun” va “Tasdiqlovchi hujjat” maydonlarini ham to‘ldiring; yoki muddatni “Muddat uzaytirilishlari” maydonida sababi va kim ruxsat bergani bilan uzaytiring",
        ]
    )


def test_a_key_given_to_a_sentence_is_named_and_the_words_of_people_stay() -> None:
    project = all_kinds()["project"].model

    assert plain_words(say("Write {key}: and its value", key="due"), project) == "“Muddat” maydonini to‘ldiring"
    assert plain_words(say("The key “{key}” is not known here", key="deu"), project).count("“deu”") == 1
    assert plain_words(say("“{key}” is missing", key="milestones 3 → due"), project) == "“Bosqichlar 3 → Muddat” to‘ldirilmagan"
    assert plain_words(say("{what} ({late})", what=say("today"), late="due: by"), project) == "bugun (due: by)"


def test_a_choice_is_offered_by_its_name_alone() -> None:
    message = Message("Choose: {choices}", (("choices", one_of(("draft", "in-progress"))),))

    assert plain_words(message, all_kinds()["project"].model) == "Choose: qoralama yoki bajarilmoqda"


def test_a_place_is_called_by_the_names_on_the_way() -> None:
    assert place_by_names(Route("documents", 0, "expertise"), all_kinds()["project"].model) == "Loyiha hujjatlari 1 → Ekspertiza"
    assert place_by_names(Route("dokuments", 0), all_kinds()["project"].model) == "dokuments 1"


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_no_cure_of_a_check_names_a_key(kind: Kind) -> None:
    reported = {check.code: COMMAND.sub("", plain_words(check.fix, kind.model)) for check in kind.checks}
    keys = KEYS - UZBEK_TOO - set(kind.lifecycle.statuses)
    left = {code: set(LONE_WORD.findall(words)) & keys for code, words in reported.items()}

    assert {code: keys for code, keys in left.items() if keys} == {}


def test_no_sentence_of_the_catalogue_shows_a_key_with_its_colon() -> None:
    uzbek: LanguageCode = "uz"
    sentences = (
        plain_words(Message(english), Record) for context, english in read_translations(catalogue_path(uzbek)) if not context
    )

    assert {words for words in sentences if set(KEY_AND_COLON.findall(COMMAND.sub("", words))) & KEYS} == set()
