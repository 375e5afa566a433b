import QtQuick
import Look

// How the box is: what it is called, the check's lines, and what can be tried.
Item {
    id: status
    property bool tall: true
    readonly property real side: tall ? 60 : 32
    readonly property real small: tall ? 28 : 21

    Words { id: title; x: status.side; y: status.tall ? 56 : 20; text: Texts.say("technician.title"); size: status.tall ? 60 : 40; bold: true; lines: 1.2 }
    Column {
        id: facts
        x: status.side; y: status.tall ? 150 : 76
        width: status.tall ? 960 : 344
        spacing: 2
        Repeater {
            model: screen.technician.view.facts
            delegate: Item {
                required property var row
                width: facts.width; height: status.tall ? 46 : 52
                Words { id: label; width: status.tall ? 280 : parent.width; text: row.label; size: status.tall ? 28 : 17; color: Theme.ink2; lines: 1.3 }
                Words { x: status.tall ? 280 : 0; y: status.tall ? 0 : 23; width: parent.width - x; text: row.value; size: status.tall ? 28 : 22; bold: true; lines: 1.3; elide: Text.ElideRight }
            }
        }
    }
    Words {
        id: summary
        objectName: "technician-summary"
        x: status.tall ? 60 : 408; y: status.tall ? 412 : 24
        width: status.tall ? 960 : 840
        text: screen.technician.view.summary; size: status.tall ? 34 : 26; bold: true; elide: Text.ElideRight
    }
    Rectangle {
        id: frame
        x: summary.x; y: status.tall ? 476 : 76
        width: summary.width; height: status.tall ? 964 : 700
        color: Theme.surface; radius: Theme.radius; border.width: Theme.border; border.color: Theme.edge
        ListView {
            id: list
            objectName: "technician-checks"
            anchors.fill: parent; anchors.margins: 3
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: screen.technician.view.checks
            delegate: CheckLine { required property var row; line: row; width: list.width; tall: status.tall }
        }
        // How far down one is.
        Rectangle {
            visible: list.visibleArea.heightRatio < 1
            x: parent.width - 14; width: 8; radius: 4; color: Theme.edge
            y: 6 + (parent.height - 12) * list.visibleArea.yPosition
            height: (parent.height - 12) * list.visibleArea.heightRatio
        }
    }
    Words {
        objectName: "technician-note"
        x: status.side; y: status.tall ? 1452 : 364
        width: status.tall ? 960 : 344; height: status.tall ? 60 : 84
        text: screen.technician.view.note; size: status.tall ? 30 : 20; bold: true; lines: 1.3
        wrapMode: Text.Wrap; maximumLineCount: status.tall ? 1 : 3; elide: Text.ElideRight
    }
    Grid {
        x: status.side; y: status.tall ? 1524 : 472
        columns: 2; spacing: status.tall ? 16 : 8
        readonly property real keyWidth: status.tall ? 472 : 168
        readonly property real keyHeight: status.tall ? 104 : 76
        Repeater {
            model: [["again", "search"], ["print", "printer"], ["touch", "grid"], ["log", "list"]]
            delegate: DeskKey {
                required property var modelData
                what: modelData[0]; icon: status.tall ? modelData[1] : ""
                size: status.tall ? 36 : 24; secondSize: 17; iconSize: status.tall ? 48 : 30; gap: status.tall ? 20 : 8
                width: parent.keyWidth; height: parent.keyHeight
                isReady: !(what === "again" && screen.technician.view.is_checking)
            }
        }
    }
    DeskKey {
        what: "leave"; icon: "back"; kind: "ink"
        x: status.side; y: status.tall ? 1772 : 676
        size: status.tall ? 40 : 28; iconSize: status.tall ? 48 : 36
        width: status.tall ? 960 : 344; height: status.tall ? 112 : 100
    }
}
