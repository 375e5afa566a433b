"""Fonts and a ticket. A busy machine is slow for a while: no example of a property has to be quick."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, settings

from printer.fonts import Fonts, find_fonts
from printer.paper import Name, TicketPaper

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return find_fonts()


@pytest.fixture
def paper() -> TicketPaper:
    return TicketPaper(
        hall="云溪县政务服务中心",
        number="A012",
        service=Name("不动产转移登记", "Transfer of ownership"),
        issued_at=datetime(2026, 3, 12, 10, 6),
        department="不动产登记局",
        ahead=5,
        wait=(15, 25),
        place=Name("左厅", "Left Hall"),
        windows=Name("1–4 号窗口", "windows 1–4"),
        side="left",
        qr="JH-7QK4M2XWZ9R5T8B3N6V1",
        kiosk="1 号取号机",
        lookup_code="7Q4K",
        phone="12345",
    )
