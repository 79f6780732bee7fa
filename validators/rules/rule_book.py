"""Checks with the functions that carry them out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from validators.model.duty import Duty
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem

# A rule or duty takes the record as its own model, so the first parameter differs from kind to kind.
Rule = Callable[[Any, Records], Iterable[Problem]]
DutyRule = Callable[[Any, Records, date], Iterable[Duty]]
R = TypeVar("R", bound=Rule)
D = TypeVar("D", bound=DutyRule)


@dataclass(slots=True)
class RuleBook:
    """Checks that the regulation in force asks for and the functions that carry them out, in the order they are declared."""

    rules: list[tuple[Check, Rule]] = field(default_factory=list)
    duties: list[tuple[Check, DutyRule]] = field(default_factory=list)
    fields: list[Check] = field(default_factory=list)
    whole: list[Check] = field(default_factory=list)

    def rule(self, check: Check) -> Callable[[R], R]:
        """Register a generator of problems, which does not depend on the day."""

        def register(function: R) -> R:
            if check.in_force:
                self.rules.append((check, function))
            return function

        return register

    def duty(self, check: Check) -> Callable[[D], D]:
        """Register a generator of what falls due as days pass."""

        def register(function: D) -> D:
            if check.in_force:
                self.duties.append((check, function))
            return function

        return register

    def requires(self, check: Check) -> Check:
        """Register a check that the fields declared with `by=` its code carry out when they are missing."""
        self.fields.append(check)
        return check

    def answers_to(self, check: Check) -> Check:
        """Register a check of this kind that only the findings of the whole repository can carry out."""
        self.whole.append(check)
        return check

    def include(self, other: "RuleBook") -> None:
        """Add everything that another book holds."""
        self.rules += other.rules
        self.duties += other.duties
        self.fields += other.fields
        self.whole += other.whole

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check in the book, once."""
        declared = [*self.fields, *(check for check, _ in self.rules), *(check for check, _ in self.duties), *self.whole]
        return tuple({check.code: check for check in declared}.values())
