"""The names of a hall's things in the terminal's language; where the hall gave no English one, the Chinese."""

from link.messages.definition import Service
from link.state import State


def said(name: str, name_en: str, language: str) -> str:
    return name_en or name if language == "en" else name


def service_name(state: State, service: str, language: str) -> str:
    """The full name; the id of a service that is no longer in the hall."""
    known = state.index.services.get(service)
    return said(known.name, known.name_en, language) if known else service


def short_name(state: State, service: str, language: str) -> str:
    known = state.index.services.get(service)
    return said(known.short or known.name, known.name_en, language) if known else service


def class_name(state: State, priority: str, language: str) -> str:
    """The name of a priority class; empty for `normal`, the class's id where the hall does not define it."""
    if priority == "normal":
        return ""
    known = next((each for each in state.definition.priorities if each.id == priority), None)
    return said(known.name, known.name_en, language) if known else priority


def group_name(state: State, services: list[Service], language: str) -> str:
    """What several services of one series are called together: their department, where it is one."""
    departments = {each.department for each in services}
    if len(services) > 1 and len(departments) == 1:
        department = state.index.departments.get(departments.pop())
        if department is not None:
            return said(department.name, department.name_en, language)
    return short_name(state, services[0].id, language)
