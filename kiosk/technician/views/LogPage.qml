import QtQuick
import Look

// The last lines of the log, the newest first.
Item {
    id: page
    property bool tall: true
    Words { x: page.tall ? 60 : 32; y: page.tall ? 56 : 20; text: Texts.say("technician.log.title"); size: page.tall ? 48 : 36; bold: true; lines: 1.2 }
    Rectangle {
        x: page.tall ? 60 : 32; y: page.tall ? 150 : 84
        width: page.tall ? 960 : 1216; height: page.tall ? 1590 : 600
        color: Theme.surface; radius: Theme.radius; border.width: Theme.border; border.color: Theme.edge
        ListView {
            id: list
            objectName: "technician-lines"
            anchors.fill: parent; anchors.margins: 16
            clip: true; spacing: 6
            boundsBehavior: Flickable.StopAtBounds
            model: screen.technician.view.log
            delegate: Words { required property var row; width: list.width; text: row.text; size: page.tall ? 24 : 20; lines: 1.3; wrapMode: Text.WrapAnywhere }
        }
        Words { visible: list.count === 0; anchors.centerIn: parent; text: Texts.say("technician.log.none"); size: 30; color: Theme.ink2 }
    }
    Row {
        x: page.tall ? 60 : 32; y: page.tall ? 1772 : 696
        spacing: 16
        DeskKey { what: "back"; icon: "left"; width: page.tall ? 472 : 600; height: page.tall ? 112 : 88 }
        DeskKey { what: "leave"; icon: "back"; kind: "ink"; width: page.tall ? 472 : 600; height: page.tall ? 112 : 88 }
    }
}
