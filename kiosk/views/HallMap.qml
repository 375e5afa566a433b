import QtQuick
import Look

// Every zone where it lies, with its windows and departments.
Item {
    id: page
    readonly property bool tall: height > width
    Title { visible: page.tall; x: 60; y: 204; size: 84 }
    Repeater {
        model: screen.view.rooms
        delegate: Rectangle {
            id: room
            required property var row
            x: row.x; y: row.y; width: row.w; height: row.h
            radius: Theme.radius
            color: Theme.surface
            border.width: 6; border.color: row.colour
            Rectangle {
                id: head
                width: parent.width; height: page.tall ? 128 : 76
                topLeftRadius: Theme.radius; topRightRadius: Theme.radius
                color: room.row.colour
                Icon {
                    id: way
                    visible: room.row.side !== "none"
                    name: room.row.side === "right" ? "right" : "left"
                    size: page.tall ? 56 : 40; color: "#FFFFFF"
                    x: room.row.side === "right" ? parent.width - width - 24 : 24
                    anchors.verticalCenter: parent.verticalCenter
                }
                Column {
                    x: room.row.side === "left" ? way.x + way.width + 24 : 28
                    width: parent.width - (room.row.side === "none" ? 56 : 128)
                    anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -3
                    Name { width: parent.width; text: room.row.name.text; size: page.tall ? 44 : 28; smallest: page.tall ? 28 : 20; mostLines: 1; color: "#FFFFFF" }
                    Name { width: parent.width; visible: text !== ""; text: room.row.windows; bold: false; size: page.tall ? 30 : 20; smallest: page.tall ? 22 : 16; mostLines: 1; color: "#FFFFFF" }
                }
            }
            Words {
                anchors.top: head.bottom; anchors.topMargin: page.tall ? 20 : 8
                anchors.left: parent.left; anchors.right: parent.right; anchors.bottom: parent.bottom; anchors.margins: page.tall ? 28 : 10; anchors.leftMargin: page.tall ? 28 : 18
                text: room.row.departments; wrapMode: Text.Wrap; verticalAlignment: Text.AlignTop; elide: Text.ElideRight
                size: page.tall ? (screen.view.is_large ? 40 : 34) : screen.view.is_large ? 24 : 20; lines: page.tall ? 1.4 : 1.25
                fontSizeMode: Text.Fit; minimumPixelSize: page.tall ? 22 : 16
            }
        }
    }
    Row {
        x: page.tall ? 60 : 352; y: page.tall ? 1622 : 724; spacing: 16
        Icon { name: "printer"; size: page.tall ? 48 : 36; anchors.verticalCenter: parent.verticalCenter }
        Words { text: Texts.say("aside.map.here"); size: page.tall ? 34 : 24; bold: true; lines: 1.3; anchors.verticalCenter: parent.verticalCenter }
    }
}
