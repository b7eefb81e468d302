"""Places in the JSON of a state, for resources whose line in a program it does not tell."""

from collections.abc import Mapping

from bastide.graph.plan_text import Node, PlanText
from bastide.graph.pulumi.places import ProgramPlaces
from bastide.graph.pulumi.recording import Recording
from bastide.graph.pulumi.written import Origin, Path
from bastide.model.place import Place


class StatePlaces:
    """Places in the program where the state tells them, else at the resource and its inputs in the state itself."""

    def __init__(
        self, recording: Recording, sources: Mapping[str, str], text: PlanText, nodes: Mapping[int, Node]
    ) -> None:
        self._program = ProgramPlaces(recording, sources)
        self._told = {one.number for one in recording.registrations if one.line}
        self._text = text
        self._nodes = nodes

    def line(self, file: str, number: int) -> Place:
        """Return the place of a line."""
        return self._program.line(file, number) if number else Place(self._text.file, 1, 1, 1, 1)

    def block(self, origin: Origin) -> tuple[Place, int]:
        """Return where a resource begins, and the line that it ends on."""
        if origin.registration in self._told:
            return self._program.block(origin)
        node = self._node(origin)
        if node is None:
            place = self.line("", 0)
            return place, place.line
        place = self._text.key_place(node, "urn")
        return place, max(self._text.key_place(node, key).line for key in (*node.keys, "urn"))

    def at(self, origin: Origin, path: Path) -> tuple[Place, Place]:
        """Return where a path is given: the key of the input that it begins with."""
        if origin.registration in self._told:
            return self._program.at(origin, path)
        node = self._node(origin)
        inputs = None if node is None else node.get("inputs")
        if path and isinstance(inputs, Node) and path[0] in inputs.keys:
            place = self._text.key_place(inputs, str(path[0]))
        else:
            place = self.block(origin)[0]
        return place, place

    def _node(self, origin: Origin) -> Node | None:
        return None if origin.registration is None else self._nodes.get(origin.registration)
