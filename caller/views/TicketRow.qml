import QtQuick
import Look

// One ticket of a list: number, service, class, time.
Item {
    id: line
    required property var row
    required property int index
    height: 40
    NumberText {
        id: number
        anchors.verticalCenter: parent.verticalCenter
        text: line.row.mark; wanted: 20; room: 68; lines: 1.2
    }
    Name {
        id: name
        objectName: "rowName"
        x: 76; anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width - 76 - time.width - 8 - (badge.visible ? badge.width + 10 : 0))
        text: line.row.text; size: 18; smallest: 15; bold: false; mostLines: 1
    }
    Rectangle {
        id: badge
        visible: line.row.badge !== ""
        anchors.left: name.right; anchors.leftMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        width: badgeWords.width + 16; height: 28; radius: 4
        color: "transparent"; border.width: 2; border.color: Theme.ink
        Words {
            id: badgeWords
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -Theme.lift * size
            text: line.row.badge; size: 15; bold: true; lines: 1.2
        }
    }
    Words {
        id: time
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: line.row.quiet; size: 18; color: Theme.ink2; lines: 1.2
    }
    Rectangle { visible: line.index > 0; width: parent.width; height: 1; color: Theme.line }
}
