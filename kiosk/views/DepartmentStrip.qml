import QtQuick
import Look

// The department on its room's colour, with the way there at the right; each has its share of the strip.
Strip {
    id: strip
    property bool tall: true
    readonly property var department: screen.view.department
    readonly property real gap: tall ? 32 : 16
    readonly property real wayMost: tall ? 340 : 250
    readonly property real nameRoom: width - 2 * margin - sign.size - gap - way.width - gap
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
        anchors.left: sign.right; anchors.leftMargin: strip.gap
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -3
        Name { id: name; width: strip.tall ? strip.nameRoom : Math.min(implicitWidth, strip.nameRoom); text: strip.department.name.text; size: strip.tall ? 52 : 30; smallest: strip.tall ? 30 : 20; mostLines: 1; color: "#FFFFFF" }
        Words {
            readonly property real room: strip.tall ? strip.nameRoom : strip.nameRoom - name.width - 14
            visible: text !== "" && room >= 90
            text: strip.department.name.second; size: strip.tall ? 26 : 18; color: "#FFFFFF"; lines: 1.2; width: Math.min(implicitWidth, room); elide: Text.ElideRight
        }
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
            Name { visible: text !== ""; width: Math.min(implicitWidth, strip.wayMost); text: strip.department.zone.text; size: strip.tall ? 36 : 24; smallest: strip.tall ? 26 : 18; mostLines: 1; color: "#FFFFFF" }
            Words { text: strip.department.windows; visible: text !== ""; size: strip.tall ? 26 : 20; color: "#FFFFFF"; lines: 1.2; width: Math.min(implicitWidth, strip.tall ? 340 : 200); elide: Text.ElideRight }
        }
    }
}
