"""Who made the commits: the employees among their authors, whom the public build does not name."""

from collections.abc import Mapping
from functools import cached_property

from hooks.data import git_history
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from validators.approval.provenance import addresses_of
from validators.kinds.employee.model import Employee


class Authors:
    """The employees who made each commit; git is asked when the first is."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def of(self, commit: str) -> tuple[str, ...]:
        """Return the ids of the employees who made a commit; none in the public build."""
        if audience() == "public":
            return ()
        authors = (self._employees.get(address.casefold()) for address in self._addresses.get(commit, ()))
        return tuple(sorted(id_ for id_ in authors if id_))

    @cached_property
    def _addresses(self) -> Mapping[str, frozenset[str]]:
        return git_history.authors_by_commit(self._snapshot.root)

    @cached_property
    def _employees(self) -> Mapping[str, str]:
        people = self._snapshot.repository.of(Employee)
        return {address: employee.id for employee in people for address in addresses_of(employee)}
