"""What a hall is: its zones, departments, services, series and windows, its hours, classes and rules."""

from link.messages.definition.hall import Definition
from link.messages.definition.hours import Hours
from link.messages.definition.places import Department, WindowPlace, Zone
from link.messages.definition.policy import Policy
from link.messages.definition.priority import PriorityClass
from link.messages.definition.series import Series
from link.messages.definition.service import Service

__all__ = [
    "Definition",
    "Department",
    "Hours",
    "Policy",
    "PriorityClass",
    "Series",
    "Service",
    "WindowPlace",
    "Zone",
]
