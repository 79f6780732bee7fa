"""What a body is asked when it begins: each question, and the facts of which first record its answer gives."""

from dataclasses import dataclass
from typing import NamedTuple

from validators.text.messages import Message, say

BODY, DEPARTMENT = "organizations/tsh-001", "organizations/tsh-002"
HEAD, DEPUTY, DIRECTOR = "employees/xod-001", "employees/xod-002", "employees/xod-003"
REGULATION = "acts/hjt-001"


class Piece(NamedTuple):
    """A part of an answer: what it is called, and the facts of the record that it gives, as `nizom set` takes them."""

    title: Message
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of which record; `facts` are those that follow from any answer."""

    key: str
    about: Message
    pieces: tuple[Piece, ...]
    record: str = ""
    facts: tuple[str, ...] = ()
    required: bool = False
    needs: str = ""
    """The question without whose answer this one is about nobody."""

    @property
    def form(self) -> tuple[Message, ...]:
        """How the pieces of an answer are called, in their order."""
        return tuple(piece.title for piece in self.pieces)


_NAME = Piece(say("name"), ("title",))
_IN_OFFICE = Piece(say("first day in office"), ("hired",))
_ORDER = Piece(say("number of the order"))

QUESTIONS = (
    Question("name", say("The body's full name"), (_NAME,), BODY, required=True),
    Question("parent", say("The body that it stands under"), (Piece(say("name")),)),
    Question("department", say("The department that keeps the records"), (_NAME,), DEPARTMENT),
    Question("number", say("The number of the department's regulation"), (Piece(say("number"), ("number",)),), REGULATION),
    Question("date", say("The day on which the regulation was approved"), (Piece(say("date"), ("date",)),), REGULATION),
    Question("director", say("The director-general"), (_NAME, _IN_OFFICE, _ORDER), DIRECTOR),
    Question("deputy", say("The deputy for digitalization"), (_NAME, _IN_OFFICE, _ORDER), DEPUTY),
    Question(
        "head",
        say("The head of the department"),
        (
            _NAME,
            Piece(say("first day in office"), ("hired", "service.1.since")),
            Piece(say("number of the order"), ("service.1.order.number",)),
            Piece(say("date of the order"), ("service.1.order.date",)),
        ),
        HEAD,
        ("service.1.position=head",),
    ),
    Question(
        "agreement",
        say("The ministry's letter that agrees to the head"),
        (Piece(say("number"), ("service.1.agreement.number",)), Piece(say("date"), ("service.1.agreement.date",))),
        HEAD,
        needs="head",
    ),
    Question(
        "education",
        say("The head's higher education in information and communication technology"),
        (
            Piece(say("institution"), ("education.1.institution",)),
            Piece(say("specialty"), ("education.1.specialty",)),
            Piece(say("level of education"), ("education.1.level",)),
            Piece(say("date of the diploma"), ("education.1.finished",)),
        ),
        HEAD,
        ("education.1.ict=true",),
        needs="head",
    ),
    Question(
        "experience",
        say("The head's work in information and communication technology before"),
        (
            Piece(say("employer"), ("experience.1.employer",)),
            Piece(say("position"), ("experience.1.position",)),
            Piece(say("first day"), ("experience.1.since",)),
            Piece(say("last day"), ("experience.1.until",)),
        ),
        HEAD,
        ("experience.1.ict=true",),
        needs="head",
    ),
    Question(
        "acknowledged",
        say("The day on which the head read the regulation"),
        (Piece(say("date"), ("acknowledgements.1.date",)),),
        HEAD,
        needs="head",
    ),
    Question(
        "grade",
        say("How well an approval must be proved: declared, attributed or signed; and the document that says so"),
        (Piece(say("grade")), Piece(say("document, its number and date"))),
    ),
)


def pieces_of(answer: str) -> list[str]:
    """Return the pieces of an answer: between semicolons, or between commas where there are none.

    >>> pieces_of("Karim Aliyev, 2026-01-10"), pieces_of("TATU; tizimlar, tarmoqlar; magistr")
    (['Karim Aliyev', '2026-01-10'], ['TATU', 'tizimlar, tarmoqlar', 'magistr'])
    """
    return [piece.strip() for piece in answer.split(";" if ";" in answer else ",")]
