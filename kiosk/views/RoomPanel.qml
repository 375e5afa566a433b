import QtQuick
import Look

// All tiles of the open tab in one frame of its room's colour; the tab above grows into it, or its strip says the room.
Rectangle {
    id: panel
    required property var row
    property bool tall: true
    x: row.x; y: row.y; width: row.w; height: row.h
    color: "transparent"
    radius: Theme.plate_radius
    border.width: tall ? 6 : 4
    border.color: row.colour

    // Under the open tab the corner is the tab's own.
    Rectangle {
        width: parent.width; height: panel.row.strip_h
        color: panel.row.colour
        topLeftRadius: panel.row.is_joined ? 0 : Theme.plate_radius; topRightRadius: topLeftRadius
    }
    Item {
        visible: !panel.row.is_joined
        width: parent.width; height: panel.row.strip_h
        Icon {
            id: way
            visible: panel.row.side !== "none"
            name: panel.row.side === "right" ? "right" : "left"
            size: panel.tall ? 44 : 30; color: "#FFFFFF"
            x: panel.row.side === "right" ? parent.width - width - 20 : 20
            anchors.verticalCenter: parent.verticalCenter
        }
        Row {
            anchors.left: parent.left
            anchors.leftMargin: way.visible && panel.row.side !== "right" ? way.width + 36 : 24
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -2
            spacing: panel.tall ? 18 : 12
            Words { id: room; text: panel.row.name.text; size: panel.tall ? 34 : 24; bold: true; color: "#FFFFFF"; lines: 1.2 }
            Words { visible: text !== ""; text: panel.row.name.second; size: panel.tall ? 24 : 18; color: "#FFFFFF"; anchors.baseline: room.baseline }
        }
        Words {
            anchors.right: parent.right
            anchors.rightMargin: way.visible && panel.row.side === "right" ? way.width + 36 : 24
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -2
            text: panel.row.windows; size: panel.tall ? 28 : 20; color: "#FFFFFF"
        }
    }
}
