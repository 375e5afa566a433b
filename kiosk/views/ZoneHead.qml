import QtQuick
import Look

// A room over its departments. As a tab it can be touched, and only the chosen one is filled.
Item {
    id: head
    required property var row
    property bool tall: true
    readonly property bool isFilled: row.is_chosen
    // On the tab: not asked of the icon itself, which goes before the words beside it when the page changes.
    readonly property bool hasWay: row.side !== "none" && row.w >= 260
    readonly property real wayRoom: (tall ? 54 : 40) + 24
    readonly property bool isRight: row.side === "right" && !row.is_tab
    readonly property bool isRightTab: row.side === "right"
    readonly property real nameSize: tall ? 40 : row.is_tab ? 28 : 30
    readonly property real smallSize: tall ? 24 : 18
    x: row.x; y: row.y; width: row.w; height: row.h

    Rectangle {
        visible: !head.row.is_tab
        anchors.fill: parent
        radius: Theme.plate_radius
        color: head.row.colour
    }
    // The open tab has square feet on its panel.
    Rectangle {
        visible: head.row.is_joined
        y: parent.height - height; width: parent.width; height: Theme.plate_radius * 2
        color: head.row.colour
    }
    TouchTarget {
        visible: head.row.is_tab
        objectName: "zone-" + head.row.id
        anchors.fill: parent
        isTarget: head.row.is_tab
        activeFocusOnTab: head.row.is_tab
        radius: Theme.plate_radius
        spoken: head.row.name.text
        face: head.isFilled ? head.row.colour : Theme.surface
        borderColor: head.isFilled ? head.row.colour : Theme.edge
        onTouched: screen.choose_zone(head.row.id)
        Icon {
            id: way
            visible: head.hasWay
            name: head.row.side === "right" ? "right" : "left"
            size: head.tall ? 54 : 40; color: ink.color
            x: head.isRightTab ? parent.width - width - 26 : 36
            anchors.verticalCenter: parent.verticalCenter
        }
        Rectangle { visible: !head.isFilled; width: 16; height: parent.height; topLeftRadius: Theme.plate_radius; bottomLeftRadius: Theme.plate_radius; color: head.row.colour }
        Column {
            anchors.left: parent.left; anchors.leftMargin: head.hasWay && !head.isRightTab ? 36 + head.wayRoom : 32
            anchors.right: parent.right; anchors.rightMargin: head.hasWay && head.isRightTab ? 26 + head.wayRoom - 12 : 12
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.lift * head.nameSize
            Name {
                id: room
                width: parent.width; color: ink.color; text: head.row.name.text
                size: head.row.w >= 260 ? head.nameSize : head.tall ? 30 : 26; smallest: head.tall ? 24 : 20
            }
            Words { id: ink; width: parent.width; text: room.isOneLine ? head.row.windows : ""; visible: text !== ""; size: head.smallSize; color: head.isFilled || parent.parent.parent.isDown ? "#FFFFFF" : Theme.ink; elide: Text.ElideRight; lines: 1.3 }
        }
    }
    Row {
        visible: !head.row.is_tab
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: head.isRight ? undefined : parent.left
        anchors.right: head.isRight ? parent.right : undefined
        anchors.leftMargin: head.tall ? 30 : 20
        anchors.rightMargin: head.tall ? 20 : 14
        layoutDirection: head.isRight ? Qt.RightToLeft : Qt.LeftToRight
        spacing: head.tall ? 28 : 16
        Icon {
            visible: head.row.side !== "none"
            name: head.row.side === "right" ? "right" : "left"
            size: head.tall ? 54 : 32; color: "#FFFFFF"
            anchors.verticalCenter: parent.verticalCenter
        }
        Grid {
            columns: head.tall ? 1 : 2
            columnSpacing: 14
            verticalItemAlignment: Grid.AlignVCenter
            horizontalItemAlignment: head.isRight ? Grid.AlignRight : Grid.AlignLeft
            layoutDirection: head.isRight ? Qt.RightToLeft : Qt.LeftToRight
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.lift * head.nameSize
            Words { text: head.row.name.text; size: head.nameSize; bold: true; color: "#FFFFFF"; lines: 1.2 }
            Words { visible: text !== ""; text: head.row.name.second; size: head.tall ? 24 : 20; color: "#FFFFFF"; lines: 1.2 }
        }
    }
    Words {
        visible: !head.row.is_tab
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * font.pixelSize
        anchors.right: head.isRight ? undefined : parent.right
        anchors.left: head.isRight ? parent.left : undefined
        anchors.rightMargin: head.tall ? 28 : 18
        anchors.leftMargin: head.tall ? 28 : 18
        text: visible ? head.row.windows : ""
        size: head.tall ? 33 : 22; color: "#FFFFFF"
    }
}
