import QtQuick
import Look

// The department on its room's colour, with the way there at the right.
Strip {
    id: strip
    property bool tall: true
    readonly property var department: screen.view.department
    color: department.colour
    radius: tall ? 0 : Theme.plate_radius
    margin: tall ? 60 : 20
    Icon {
        id: sign
        name: strip.department.icon; size: strip.tall ? 72 : 36; color: "#FFFFFF"
        anchors.verticalCenter: parent.verticalCenter
    }
    Grid {
        columns: strip.tall ? 1 : 2
        columnSpacing: 14
        verticalItemAlignment: Grid.AlignVCenter
        anchors.left: sign.right; anchors.leftMargin: strip.tall ? 32 : 16
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -3
        Name { width: strip.tall ? strip.width - 120 - 72 - 32 - 30 - way.width : Math.min(implicitWidth, 380); text: strip.department.name.text; size: strip.tall ? 52 : 30; smallest: strip.tall ? 30 : 20; mostLines: 1; color: "#FFFFFF" }
        Words { visible: text !== ""; text: strip.department.name.second; size: strip.tall ? 26 : 18; color: "#FFFFFF"; lines: 1.2; width: Math.min(implicitWidth, strip.tall ? 560 : 200); elide: Text.ElideRight }
    }
    Row {
        id: way
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: strip.tall ? 26 : 14
        Icon {
            visible: strip.department.side !== "none"
            name: strip.department.side === "right" ? "right" : "left"
            size: strip.tall ? 56 : 32; color: "#FFFFFF"
            anchors.verticalCenter: parent.verticalCenter
        }
        Grid {
            columns: strip.tall ? 1 : 2
            columnSpacing: 12
            verticalItemAlignment: Grid.AlignVCenter
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -3
            Words { text: strip.department.zone.text; visible: text !== ""; size: strip.tall ? 36 : 24; bold: true; color: "#FFFFFF"; lines: 1.2 }
            Words { text: strip.department.windows; visible: text !== ""; size: strip.tall ? 26 : 20; color: "#FFFFFF"; lines: 1.2; width: Math.min(implicitWidth, strip.tall ? 300 : 200); elide: Text.ElideRight }
        }
    }
}
