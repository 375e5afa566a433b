"""What a kiosk, a caller, a board and a sign show, derived once from the public state."""

from link.views.board import board_view, labels_text, window_view, windows_text
from link.views.board_page import BoardPage, board_page, services_at, windows_of
from link.views.caller import caller_view, ticket_view
from link.views.card import CardView, card_view
from link.views.coming import coming
from link.views.hours import Timetable, hall_timetable, timetable_of
from link.views.kiosk import kiosk_view, service_status, service_zones, stopped_status, zones_at
from link.views.model import (
    BoardView,
    CallerView,
    CallView,
    DepartmentTile,
    KioskView,
    PoolView,
    ServiceCount,
    ServiceStatus,
    ServiceTile,
    TicketView,
    WaitingView,
    WindowView,
)
from link.views.taking import SpanLeft, Taking, given_today, quota_left, quota_span, takings
from link.views.today import ServiceToday, services_today

__all__ = [
    "BoardPage", "BoardView", "CallView", "CallerView", "CardView", "DepartmentTile", "KioskView", "PoolView",
    "ServiceCount", "ServiceStatus", "ServiceTile", "ServiceToday", "SpanLeft", "Taking", "TicketView", "Timetable",
    "WaitingView", "WindowView", "board_page", "board_view", "caller_view", "card_view", "coming", "given_today",
    "hall_timetable", "kiosk_view", "labels_text", "quota_left", "quota_span", "service_status", "service_zones",
    "services_at", "services_today", "stopped_status", "takings", "ticket_view", "timetable_of", "window_view", "windows_of",
    "windows_text", "zones_at",
]  # fmt: skip
