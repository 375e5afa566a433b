import QtQuick
import Look

// One alarm: a sign, what it is, since when or who looks after it; open: what could be done, and the key that says so.
Item {
    id: alarm
    property var given: ({})
    readonly property bool hasKey: given.is_open && given.acknowledge.is_ready
    objectName: "alarm"
    height: words.height + 20 + (hasKey ? 60 : 0)

    Line { width: parent.width; height: 1 }
    Rectangle {
        visible: alarm.given.is_open
        y: 2; width: parent.width; height: parent.height - 4
        color: Theme.surface
        radius: Theme.plate_radius
        border.width: Theme.quiet_border
        border.color: Theme.ink
    }
    Icon {
        x: 8; y: 12
        name: alarm.given.icon || "warn"; size: 32
        color: alarm.given.is_seen ? Theme.ink2 : Theme.red
    }
    Column {
        id: words
        x: 52; y: 9
        width: parent.width - x - 10
        spacing: 1
        Words {
            width: parent.width; wrapMode: Text.Wrap; maximumLineCount: alarm.given.is_open ? 5 : 3; elide: Text.ElideRight
            text: alarm.given.text || ""; size: 17; bold: !alarm.given.is_seen; lines: 1.25
        }
        Words {
            width: parent.width; elide: Text.ElideRight
            text: alarm.given.second + (alarm.given.advice !== "" && !alarm.given.is_open ? "  " + alarm.given.advice : "")
            size: 15; color: Theme.ink2; lines: 1.25
        }
        Words {
            visible: alarm.given.is_open && text !== ""
            width: parent.width; wrapMode: Text.Wrap
            text: alarm.given.advice || ""; size: 16; lines: 1.25
        }
    }
    MouseArea { anchors.fill: parent; onClicked: screen.alarm(alarm.given.key) }
    DeskKey {
        visible: alarm.hasKey
        x: 52; y: words.y + words.height + 8
        width: 200; height: 44
        given: alarm.given.acknowledge || ({ place: "", text: "", hint: "", is_ready: false, is_main: false })
        isInline: true; size: 18
    }
}
