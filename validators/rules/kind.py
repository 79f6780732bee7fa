"""A kind of record as one declaration: its model, folder and chain, and the checks that hold it to the Nizom."""

from collections.abc import Callable
from dataclasses import dataclass, field

from validators.model.lifecycle import Lifecycle
from validators.model.record import Record
from validators.rules.chain import Chain
from validators.rules.check import Check
from validators.rules.rule_book import D, R, RuleBook
from validators.source.route import Route
from validators.text.messages import Language, Message, within


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """A kind of record: `project`, `standard` … See CONTRIBUTING for how to add one.

    `progress` are the routes of what moves on after a decision and makes no approval stale: `monitoring`, `measures.*.done`.
    `public` says what a build for the public shows: nothing (unless a kind says otherwise), all that is not personal, or only
    these fields, without the text under them. `said_twice` are pairs of routes that say the same in most records: who writes only
    one of them to begin with is taken to mean both. `prompts` are sentences that the program writes into a text, for a person's
    words to take their place. `book` holds the checks, which the module registers below the declaration.
    """

    name: str
    folder: str
    prefix: str
    model: type[Record]
    singular: Message
    plural: Message
    about: Message
    chain: Chain | None = None
    progress: frozenset[Route] = frozenset()
    icon: str = "file-document-outline"
    columns: tuple[str, ...] = ()
    order: int = 100
    public: bool | tuple[str, ...] = False
    said_twice: tuple[tuple[Route, Route], ...] = ()
    prompts: tuple[Message, ...] = ()
    book: RuleBook = field(default_factory=RuleBook, init=False)

    @property
    def lifecycle(self) -> Lifecycle:
        """The statuses of its records, and the moves between them."""
        return self.model.LIFECYCLE

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check that its records are held to, those of all kinds aside."""
        return self.book.checks

    def rule(self, check: Check) -> Callable[[R], R]:
        """Register a generator of problems, which does not depend on the day."""
        return self.book.rule(check)

    def duty(self, check: Check) -> Callable[[D], D]:
        """Register a generator of what falls due as days pass."""
        return self.book.duty(check)

    def requires(self, check: Check) -> Check:
        """Register a check that the fields declared with `by=` its code carry out when they are missing."""
        return self.book.requires(check)

    def answers_to(self, check: Check) -> Check:
        """Register a check of this kind that only the findings of the whole repository can carry out."""
        return self.book.answers_to(check)


def one_word(kind: Kind) -> Message | str:
    """Return what a kind is called on the command line: as people say it, where that is a word alone, and else by its name."""
    spoken = within(kind.singular)
    return kind.name if any(" " in Language(code).text(spoken) for code in ("uz", "en")) else spoken
