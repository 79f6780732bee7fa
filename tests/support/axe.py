"""What axe is asked of a page in each layout (WCAG 2.2 AA)."""

from typing import Any

LAYOUTS: tuple[str, ...] = ("light", "dark", "phone")
AXE = """async options => (await axe.run(document, options)).violations.flatMap(
  found => found.nodes.map(node => `${found.id}: ${node.target[0]} ${node.failureSummary}`))"""
OPTIONS: dict[str, dict[str, Any]] = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    # In dark layout only colours differ, and on a phone they do not.
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"]},
    "phone": {"rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}},
}
