import QtQuick
import Look

// One department: icon in its room's colour, name, English, and how many wait.
TouchTarget {
    id: tile
    required property var row
    property bool tall: true
    readonly property bool isInverted: isDown || row.is_busy
    readonly property color words: !row.is_open ? Theme.ink2 : isInverted ? Theme.on_ink : Theme.ink
    readonly property real block: tall ? 112 : 92
    readonly property real nameSize: tall ? 38 : 30
    objectName: "department-" + row.id
    x: row.x; y: row.y; width: row.w; height: row.h
    isReady: row.is_open
    spoken: row.name
    face: row.is_busy ? Theme.ink : Theme.surface
    onTouched: screen.choose_department(row.id)

    Rectangle {
        visible: tile.row.is_open
        x: 2; y: 2; width: tile.block - 2; height: parent.height - 4
        topLeftRadius: 6; bottomLeftRadius: 6
        color: tile.row.colour
    }
    Icon {
        name: tile.row.icon
        size: tile.tall ? 60 : 48
        color: tile.row.is_open ? "#FFFFFF" : Theme.ink2
        x: (tile.block - size) / 2
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        anchors.left: parent.left; anchors.leftMargin: tile.block + (tile.tall ? 24 : 20)
        anchors.right: parent.right; anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        spacing: 0
        Name {
            width: parent.width
            text: tile.row.name; bracket: tile.row.bracket
            size: tile.nameSize; smallest: tile.tall ? 26 : 20; color: tile.words
            id: name
        }
        Words { width: parent.width; visible: text !== "" && (name.isOneLine || tile.height > 200); text: tile.row.second; size: tile.tall ? 24 : 19; color: tile.isInverted && tile.row.is_open ? Theme.on_ink : Theme.ink2; lines: 1.35; elide: Text.ElideRight }
        CountedText { parts: tile.row.state; room: parent.width; size: tile.tall ? 26 : 21; numberSize: tile.tall ? 29 : 23; bold: !tile.row.is_open; color: tile.words }
    }
}
