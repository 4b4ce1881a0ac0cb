"""What assistive technology gets: the accessibility tree of a page, by Chromium's own protocol."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_CLICKS = ("click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend")
_INTERACTIVE = ("A", "BUTTON", "SUMMARY", "INPUT", "SELECT", "TEXTAREA", "LABEL", "VIDEO")


@dataclass(frozen=True)
class Node:
    """One thing that a screen reader can speak of."""

    id: str
    role: str
    name: str
    properties: dict[str, Any]
    parent: str | None

    def is_(self, name: str) -> bool:
        """A property that is true or false, or absent."""
        return bool(self.properties.get(name))


class Tree:
    """The tree as it stands at one moment."""

    def __init__(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        raw = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        self.parents = {node["nodeId"]: node.get("parentId") for node in raw}
        by_id = {node["nodeId"]: node for node in raw}
        self.nodes: dict[str, Node] = {}
        ahead = [raw[0]["nodeId"]]
        while ahead:  # in reading order
            node = by_id[ahead.pop()]
            ahead += [child for child in reversed(node["childIds"]) if child in by_id]
            if not node["ignored"]:
                self.nodes[node["nodeId"]] = _node(node)

    def all(self, role: str, name: str = "", *, within: Node | None = None) -> list[Node]:
        """Nodes of a role whose name contains a text, in reading order."""
        return [
            node
            for node in self.nodes.values()
            if node.role == role and name in node.name and (within is None or within.id in self.above(node))
        ]

    def one(self, role: str, name: str = "", *, within: Node | None = None) -> Node:
        found = self.all(role, name, within=within)
        assert len(found) == 1, f"{len(found)} × {role} “{name}”: {[node.name for node in self.all(role)]}"
        return found[0]

    def above(self, node: Node) -> Iterator[str]:
        """Ids of what a node stands in."""
        parent = self.parents.get(node.id)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    def text(self, node: Node) -> str:
        """Everything that is read out within a node."""
        return " ".join(part.name for part in self.all("StaticText", within=node))

    @property
    def focused(self) -> Node:
        """Where the reader is."""
        return [node for node in self.nodes.values() if node.is_("focused")][-1]


def _node(raw: dict[str, Any]) -> Node:
    properties = {one["name"]: one["value"].get("value") for one in raw.get("properties", ())}
    return Node(
        raw["nodeId"],
        str(raw["role"]["value"]),
        str(raw.get("name", {}).get("value", "")),
        properties,
        raw.get("parentId"),
    )


def clickable_text(page: Page) -> list[str]:
    """Elements that screen readers call clickable although they are text: by a listener, a role or a place in the
    order of Tab.
    """
    session = page.context.new_cdp_session(page)
    document = session.send("Runtime.evaluate", {"expression": "document"})["result"]["objectId"]
    listeners = session.send("DOMDebugger.getEventListeners", {"objectId": document, "depth": -1, "pierce": True})
    found = []
    for listener in listeners["listeners"]:
        if listener["type"] in _CLICKS and "backendNodeId" in listener:
            node = session.send("DOM.describeNode", {"backendNodeId": listener["backendNodeId"]})["node"]
            if node["nodeName"] not in _INTERACTIVE:
                found.append(f"{listener['type']} on {node['nodeName']} {node.get('attributes')}")
    session.detach()
    roles = "main [role=button], main [role=link], main [tabindex='0'], main [onclick], main [contenteditable]"
    return [*found, *page.locator(roles).evaluate_all("found => found.map((one) => one.outerHTML.slice(0, 120))")]
