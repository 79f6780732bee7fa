"""Uzbek words: written the right way, compared however they were typed, sorted by the alphabet, and turned into addresses.

Seven characters are in use for the apostrophe of o‘ and g‘ and for the tutuq belgisi, the older texts are in Cyrillic, and the
Latin alphabet of 2026 writes ö, ğ, ş and ç. Text is kept and shown as written; search, duplicate checks and slugs compare it
folded, and lists are sorted by one order of letters, whichever alphabet each text is in.
"""

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'`´ʻʼ‘’"
"""U+0027, U+0060, U+00B4, U+02BB, U+02BC, U+2018, U+2019: all seven are typed for the same two signs."""

ALPHABET = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w",
            "x", "y", "z", "o‘", "g‘", "sh", "ch")  # fmt: skip
"""The order of the Latin alphabet; c and w, which it lacks, are where other languages have them."""

_ANY = re.compile(f"[{APOSTROPHES}]")
_OF_O_AND_G = re.compile(f"(?<=[oOgG])[{APOSTROPHES}]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
DASH = re.compile("[\u2010-\u2015\u2212]")
_YE = re.compile("(?:(?<![а-яёўқғҳ])|(?<=[аеёиоуўэюяъь]))е")
_TS = re.compile("(?<=[аеёиоуўэюя])ц")
_LETTERS = re.compile("o‘|g‘|sh|ch|.", re.DOTALL)

_OF_2026 = {"ö": "o‘", "õ": "o‘", "ō": "o‘", "ğ": "g‘", "ḡ": "g‘", "ş": "sh", "ç": "ch"}
"""The letters of the Latin alphabet of 2026, and of the drafts before it, in that of 1995."""

_TO_LATIN_OF_1995 = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i", "й": "y", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x", "ц": "s",
        "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "’", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ў": "o‘", "қ": "q",
        "ғ": "g‘", "ҳ": "h",
    }
    | _OF_2026
)  # fmt: skip
_RANK = {letter: chr(0x100 + rank) for rank, letter in enumerate(ALPHABET)}


@lru_cache(maxsize=2**15)
def fold(text: str) -> str:
    """Return what spellings of the same words share: Latin letters without apostrophes, case, accents or extra spaces.

    >>> fold("Ўзбекистон  стандарти") == fold("OʻZBEKISTON standarti") == fold("özbekiston standarti")
    True
    """
    latin = _ANY.sub("", _latin(text))
    if not latin.isascii():
        latin = "".join(letter for letter in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(letter))
    return " ".join(latin.split())


def with_suffix(word: str) -> tuple[str, ...]:
    """Return a folded word, and how it begins where a suffix softens its last letter.

    >>> with_suffix("vazirlik"), with_suffix("katalog")
    (('vazirlik', 'vazirlig'), ('katalog',))
    """
    return (word, f"{word[:-1]}g") if len(word) > 3 and word[-1] in "kq" else (word,)


@lru_cache(maxsize=2**15)
def collation_key(text: str) -> str:
    """Sorts by the Uzbek alphabet: … z, o‘ (ö), g‘ (ğ), sh (ş), ch (ç); the tutuq belgisi and case decide only between equals.

    >>> sorted(["sholi", "zamin", "o‘lka", "olma"], key=collation_key)
    ['olma', 'zamin', 'o‘lka', 'sholi']
    """
    letters = _LETTERS.findall(_latin(text))
    return f"{''.join(_RANK.get(letter, letter) for letter in letters if letter != '’')}\0{text}"


def slug(text: str) -> str:
    """Return the text as a piece of an address: ASCII letters and digits joined with hyphens. Not unique: ot and o‘t are one.

    >>> slug("Yo‘l xaritasi — 2026")
    'yol-xaritasi-2026'
    """
    return re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")


def _latin(text: str) -> str:
    """Small Latin letters, the seven apostrophes made two, dashes made one, invisible characters gone."""
    # Before NFKC, which takes ´ for a space with an accent.
    plain = _ANY.sub("’", _OF_O_AND_G.sub("‘", text))
    plain = DASH.sub("-", INVISIBLE.sub("", unicodedata.normalize("NFKC", plain))).lower()
    if plain.isascii():
        return plain
    # The official spelling of ц and е depends on the letter before; “reestr” keeps the form that the Nizom uses.
    plain = _TS.sub("ts", _YE.sub("ye", plain.replace("реестр", "reestr")))
    return _OF_O_AND_G.sub("‘", plain.translate(_TO_LATIN_OF_1995)).replace("’’", "’")
