import QtQuick
import Look

// Every window by its zone, six in a row: its number, and what it holds or how it is. Scrolls where a hall has many.
Flickable {
    id: map
    objectName: "map"
    clip: true
    contentHeight: zones.height
    boundsBehavior: Flickable.StopAtBounds
    Column {
        id: zones
        width: parent.width
        spacing: 12
        Repeater {
            model: screen.view.zones
            delegate: Column {
                id: zone
                required property var row
                width: zones.width
                spacing: 8
                Item {
                    width: parent.width; height: 26
                    Row {
                        spacing: 10
                        Icon { visible: zone.row.side === "left"; name: "left"; size: 24; color: zone.row.colour; anchors.verticalCenter: name.verticalCenter }
                        Words {
                            id: name
                            width: Math.min(implicitWidth, 210); elide: Text.ElideRight
                            text: zone.row.name; size: 20; bold: true; color: zone.row.colour; lines: 1.2
                        }
                        Icon { visible: zone.row.side === "right"; name: "right"; size: 24; color: zone.row.colour; anchors.verticalCenter: name.verticalCenter }
                    }
                    CountedText {
                        anchors.right: parent.right
                        parts: zone.row.waiting; size: 16; numberSize: 18; color: Theme.ink2
                    }
                }
                Grid {
                    columns: 6
                    columnSpacing: 6
                    rowSpacing: 6
                    Repeater {
                        model: zone.row.cells
                        delegate: WindowCell { required property var modelData; given: modelData; width: (364 - 30) / 6; height: 54 }
                    }
                }
            }
        }
    }
}
