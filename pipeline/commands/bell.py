"""The alarm of a command that reads returns: it tells of a record that needs action at once as soon as it is read."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.commands.progress import Display
from pipeline.commands.urgent import say_urgent
from pipeline.intake.alarm import Noted
from pipeline.store.immediate_action import Urgent
from pipeline.store.workspace import Workspace


class Bell(Noted):
    """An `Alarm` for a workspace that the command holds."""

    def __init__(self, workspace: Workspace, display: Display) -> None:
        super().__init__(workspace)
        self._display = display

    def tell(self, records: Sequence[Urgent]) -> None:
        """Name them on stderr, on lines of their own."""
        self._display.aside()
        say_urgent(self._workspace, records)
