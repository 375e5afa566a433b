import QtQuick
import Look

// What to do with a card or a code: a drawing, words, and what went wrong the last time. Not to be touched.
Rectangle {
    id: guide
    required property var row
    property bool tall: true
    readonly property real grown: screen.view.is_large ? 1.2 : 1
    readonly property color words: row.is_ready ? Theme.ink : Theme.ink2
    x: row.x; y: row.y; width: row.w; height: row.h
    radius: Theme.radius
    color: row.is_ready ? Theme.surface : Theme.closed
    border.width: row.is_ready ? Theme.border : 0
    border.color: Theme.line

    Column {
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: guide.tall ? -8 : -4
        x: guide.tall ? 36 : 28
        width: parent.width - 2 * x
        spacing: guide.tall ? 22 : 12
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: guide.row.icon
            size: guide.tall ? 190 : 120
            color: guide.words
        }
        Icon {
            visible: guide.row.is_ready
            anchors.horizontalCenter: parent.horizontalCenter
            name: "down"
            size: guide.tall ? 76 : 48
            color: guide.words
            transform: Translate { id: nudge }
            SequentialAnimation {
                running: Theme.is_moving && guide.row.is_ready
                loops: Animation.Infinite
                NumberAnimation { target: nudge; property: "y"; from: 0; to: 12; duration: 500; easing.type: Easing.InOutQuad }
                NumberAnimation { target: nudge; property: "y"; from: 12; to: 0; duration: 500; easing.type: Easing.InOutQuad }
            }
        }
        Words {
            width: parent.width; text: guide.row.name.text
            size: (guide.tall ? 44 : 28) * guide.grown; bold: true; color: guide.words; lines: 1.25; wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
        Words {
            width: parent.width; visible: text !== ""; text: guide.row.name.second
            size: guide.tall ? 26 : 18; color: Theme.ink2; wrapMode: Text.Wrap; horizontalAlignment: Text.AlignHCenter; lines: 1.3
        }
        Words {
            width: parent.width; text: guide.row.below.text
            size: (guide.tall ? 34 : 22) * guide.grown; bold: guide.row.is_wrong; color: guide.row.is_wrong ? Theme.red : Theme.ink2
            wrapMode: Text.Wrap; horizontalAlignment: Text.AlignHCenter; lines: 1.3
        }
    }
}
