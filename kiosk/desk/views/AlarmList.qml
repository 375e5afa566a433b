import QtQuick
import Look

// What needs looking after, the oldest that nobody has seen first; one is opened by a touch or by F4 and the arrows.
Item {
    id: list
    readonly property var view: screen.view
    property real most: 380
    height: 52 + shelf.height

    Row {
        y: 6
        spacing: 12
        Words { id: title; text: list.view.alarms_title; size: 24; bold: true; lines: 1.2 }
        Words { text: list.view.alarms_count; size: 24; bold: true; color: Theme.red; lines: 1.2; anchors.baseline: title.baseline }
    }
    Words {
        anchors.right: parent.right
        y: 13; text: "F4"; size: 15; color: Theme.ink2; lines: 1.2
        visible: list.view.alarms_count !== ""
    }
    Words {
        visible: text !== ""
        y: 58
        text: list.view.calm; size: 18; color: Theme.ink2; lines: 1.4
    }
    Flickable {
        id: shelf
        y: 48
        width: parent.width
        height: Math.min(list.most - 52, Math.max(44, column.height))
        clip: true
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        Column {
            id: column
            width: parent.width
            Repeater {
                model: list.view.alarms
                delegate: AlarmRow {
                    required property var row
                    width: column.width; given: row
                    onHeightChanged: if (row.is_open) Qt.callLater(() => shelf.show(y, height))
                }
            }
        }
        function show(top, size) {
            if (top < contentY) contentY = top
            else if (top + size > contentY + height) contentY = Math.max(0, top + size - height)
        }
    }
}
