"""What a kiosk, a caller, a board and a sign show, derived once from the public state."""

from link.views.board import board_view, labels_text, window_view, windows_text
from link.views.caller import caller_view, ticket_view
from link.views.hours import hours_of, is_open
from link.views.kiosk import kiosk_view, service_status, service_zones, stopped_status
from link.views.model import (
    BoardView,
    CallerView,
    CallView,
    DepartmentTile,
    KioskView,
    ServiceCount,
    ServiceStatus,
    ServiceTile,
    TicketView,
    WaitingView,
    WindowView,
)

__all__ = [
    "BoardView", "CallView", "CallerView", "DepartmentTile", "KioskView", "ServiceCount", "ServiceStatus",
    "ServiceTile", "TicketView", "WaitingView", "WindowView",
    "board_view", "caller_view", "hours_of", "is_open", "kiosk_view", "labels_text", "service_status",
    "service_zones", "stopped_status", "ticket_view", "window_view", "windows_text",
]  # fmt: skip
