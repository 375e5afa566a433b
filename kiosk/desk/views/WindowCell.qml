import QtQuick
import Look

// One window: amber while it calls, closed-coloured while it pauses, only a line where it is closed.
Rectangle {
    id: cell
    property var given: ({})
    readonly property bool isOff: given.look === "closed" || given.look === "stale"
    radius: 4
    color: given.look === "calling" ? Theme.amber : given.look === "paused" ? Theme.closed : isOff ? Theme.paper : Theme.surface
    border.width: given.look === "calling" || given.look === "paused" ? 0 : isOff ? 1 : Theme.border
    border.color: isOff ? Theme.line : Theme.edge
    readonly property color words: given.look === "calling" ? Theme.on_amber : given.look === "idle" || given.look === "serving" ? Theme.ink : Theme.ink2
    Accessible.role: Accessible.StaticText
    Accessible.name: given.tip || ""

    Name {
        y: 4; width: parent.width - 4; x: 2
        text: cell.given.label || ""; size: 15; smallest: 12; bold: false; mostLines: 1; color: cell.words; align: Text.AlignHCenter
    }
    Name {
        y: 25; width: parent.width - 4; x: 2
        text: cell.given.text || ""; size: 16; smallest: 11; mostLines: 1; color: cell.words; align: Text.AlignHCenter
    }
}
