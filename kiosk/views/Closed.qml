import QtQuick
import Look

// No tickets now: when they begin again, and the week's hours.
Item {
    id: closed
    readonly property bool tall: height > width
    readonly property real grown: screen.view.is_large ? 1.15 : 1
    readonly property real edge: tall ? 60 : 352
    readonly property real wide: tall ? 960 : 904

    Title { visible: closed.tall; x: 60; y: 232 }
    Rectangle {
        id: panel
        visible: screen.view.next_time !== ""
        x: closed.edge; y: closed.tall ? 476 : 24; width: closed.wide; height: closed.tall ? 286 : 190
        color: Theme.surface; radius: Theme.radius; border.width: Theme.border; border.color: Theme.edge
        Row {
            x: closed.tall ? 50 : 34; y: closed.tall ? 46 : 22; spacing: 10
            Words { id: next; text: Texts.say("closed.next"); size: (closed.tall ? 34 : 24) * closed.grown }
            Words { text: Texts.other("closed.next"); size: closed.tall ? 26 : 19; color: Theme.ink2; anchors.baseline: next.baseline }
        }
        Row {
            x: closed.tall ? 50 : 34; y: closed.tall ? 112 : 72; spacing: closed.tall ? 40 : 26
            Words { text: screen.view.next_day; size: closed.tall ? (Texts.language === "zh" ? 70 : 52) : 40; bold: true; lines: 1.2; anchors.baseline: when.baseline }
            Words { id: when; objectName: "when"; text: screen.view.next_time; size: closed.tall ? 128 : 84; bold: true; lines: 1.0 }
        }
    }
    Row {
        visible: screen.view.hours.rowCount ? true : screen.view.hours.length > 0
        x: closed.edge; y: closed.tall ? 818 : 236; spacing: 12
        Words { id: week; text: Texts.say("closed.hours"); size: closed.tall ? 44 : 30; bold: true; lines: 1.3 }
        Words { text: Texts.other("closed.hours"); size: closed.tall ? 30 : 20; color: Theme.ink2; anchors.baseline: week.baseline }
    }
    Column {
        x: closed.edge; y: closed.tall ? 904 : 292; width: closed.wide
        Repeater {
            model: screen.view.hours
            delegate: Item {
                id: day
                required property var row
                width: parent.width; height: closed.tall ? 88 : 60
                Line { width: parent.width }
                Words {
                    id: days
                    width: (closed.tall ? 320 : 280) * closed.grown; anchors.verticalCenter: parent.verticalCenter
                    text: day.row.days; size: (closed.tall ? (Texts.language === "zh" ? 38 : 32) : 24) * closed.grown; bold: day.row.is_today; fontSizeMode: Text.HorizontalFit; minimumPixelSize: 22
                }
                Row {
                    anchors.left: days.right; anchors.verticalCenter: parent.verticalCenter
                    Repeater {
                        model: day.row.spans
                        delegate: Words { required property string modelData; width: closed.tall ? 300 : 220; text: modelData; size: (closed.tall ? 40 : 25) * closed.grown; bold: day.row.is_today }
                    }
                }
            }
        }
        Line { visible: parent.children.length > 2; width: parent.width }
    }
}
