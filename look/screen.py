"""From a frozen dataclass to QML: `screen.view.x`, notifying only what changed."""

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QQmlPropertyMap

from look.rows import Rows

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Screen(QObject):
    """What a view reads. A part's own screen adds slots for what its people do.

    Each field of the shown dataclass is a property of `screen.view` with a notification of its own. A tuple of
    dataclasses becomes `Rows` (a list model that changes row by row), a nested dataclass a plain object, any other
    tuple a plain list. The page is announced besides, for those who take pictures of it.
    """

    page_changed = Signal(str)

    def __init__(self, first: "DataclassInstance") -> None:
        super().__init__()
        self._view = property_map(self)
        self._shown: dict[str, object] = {}
        self._rows: dict[str, Rows] = {}
        self.show(first)

    def show(self, view: "DataclassInstance") -> None:
        """Show a view; nothing is announced where it equals the one before."""
        page = self._shown.get("page")
        for field in fields(view):
            value = getattr(view, field.name)
            if field.name not in self._shown or self._shown[field.name] != value:
                self._shown[field.name] = value
                self._put(field.name, value)
        if self._shown.get("page") != page:
            self.page_changed.emit(self.page)

    @property
    def page(self) -> str:
        """The name of the page shown, empty where the view has no field `page`."""
        return str(self._shown.get("page", ""))

    def _put(self, name: str, value: object) -> None:
        if name in self._rows or _is_table(value):
            self._put_rows(name, value)
        else:
            self._view.insert(name, as_plain(value))

    def _put_rows(self, name: str, value: object) -> None:
        plain = [as_plain(row) for row in value] if isinstance(value, tuple) else []
        if name in self._rows:
            self._rows[name].show(plain)
            return
        self._rows[name] = Rows(plain, self)
        self._view.insert(name, self._rows[name])

    def _get_view(self) -> QObject:
        return self._view

    view = Property(QObject, _get_view, constant=True)


def property_map(owner: QObject) -> QQmlPropertyMap:
    """An empty map that belongs to `owner`, made the way this version of Qt wants it."""
    create = getattr(QQmlPropertyMap, "create", QQmlPropertyMap)
    made: QQmlPropertyMap = create(owner)
    return made


def as_plain(value: object) -> Any:
    """Dataclasses as dicts, tuples as lists, all else as it is: what QML can read."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [as_plain(item) for item in value]
    return value


def _is_table(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0])
