import QtQuick
import Look

// One large row: icon or letter on its room's colour, the name, and how many wait.
TouchTarget {
    id: line
    required property var row
    property bool tall: true
    readonly property bool isInverted: isDown || row.is_busy
    readonly property bool isPointedAt: row.id !== "" && screen.view.pointed_at === row.id
    readonly property color words: !row.is_open ? Theme.ink2 : isInverted ? Theme.on_ink : Theme.ink
    readonly property real block: tall ? 183 : 120
    readonly property bool isLow: tall && height < 170
    objectName: (row.what === "key" ? "" : row.what + "-") + row.id
    x: row.x; y: row.y; width: row.w; height: row.h
    isReady: row.is_open
    spoken: row.name
    face: row.is_busy ? Theme.ink : Theme.surface
    borderColor: Theme.ink
    borderWidth: isPointedAt ? 8 : Theme.quiet_border
    onTouched: screen.choose(row.what, row.id)

    Rectangle {
        visible: line.row.is_open
        x: line.borderWidth; y: x; width: line.block - x; height: parent.height - 2 * x
        topLeftRadius: 5; bottomLeftRadius: 5
        color: line.row.what === "key" ? (line.isInverted ? Theme.paper : Theme.ink) : line.row.colour
    }
    Icon {
        visible: line.row.icon !== ""
        name: line.row.icon
        size: line.isLow ? 84 : line.tall ? 104 : 68
        color: !line.row.is_open ? Theme.ink2 : line.row.what !== "key" ? "#FFFFFF" : line.isInverted ? Theme.ink : Theme.on_ink
        x: (line.block - size) / 2
        anchors.verticalCenter: parent.verticalCenter
    }
    NumberText {
        visible: line.row.letter !== ""
        text: line.row.letter
        wanted: line.isLow ? 84 : line.tall ? 104 : 68; room: line.block - 30
        color: line.row.is_open ? "#FFFFFF" : Theme.ink2
        x: (line.block - width) / 2
        anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -Theme.lift * size
    }
    // A name that takes two lines gives way to the wait under it; where both have no room, the wait is spoken alone.
    readonly property bool hasWait: row.wait !== "" && !(isLong && isLow)
    readonly property bool isLong: metrics.advanceWidth * 0.86 + 4 > said.width
    TextMetrics { id: metrics; font.family: Theme.font; font.weight: Font.Bold; font.pixelSize: line.isLow ? 60 : line.tall ? 72 : 46; text: line.row.name + line.row.bracket }
    Column {
        id: said
        anchors.left: parent.left; anchors.leftMargin: line.block + (line.tall ? 42 : 30)
        anchors.right: side.left; anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: line.hasWait ? -4 : -Theme.lift * name.size
        spacing: line.isLong ? 0 : 3
        Name {
            id: name
            width: parent.width
            text: line.row.name; bracket: line.row.bracket; color: line.words
            size: line.isLow ? 60 : line.hasWait && line.isLong ? (line.tall ? 58 : 40) : line.tall ? 72 : 46
            smallest: line.isLow ? 44 : line.tall ? 50 : 34
        }
        Words { visible: line.hasWait; text: line.row.wait; size: line.tall ? (line.isLong ? 32 : 36) : line.isLong ? 22 : 25; color: line.isInverted ? Theme.on_ink : Theme.ink2; lines: 1.25 }
    }
    Column {
        id: side
        anchors.right: parent.right; anchors.rightMargin: line.tall ? 40 : 28
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        width: line.row.state.before + line.row.state.number === "" ? 0 : Math.min(line.tall ? 240 : 200, Math.max(before.implicitWidth, counted.implicitWidth))
        Words {
            id: before
            visible: text !== ""
            width: parent.width; horizontalAlignment: Text.AlignRight; wrapMode: Text.Wrap
            text: line.row.state.before
            size: line.tall ? 32 : 24; bold: line.row.state.number === ""; color: line.words; lines: 1.25
        }
        Row {
            id: counted
            visible: line.row.state.number !== ""
            anchors.right: parent.right
            spacing: 8
            Words { id: digits; text: line.row.state.number; size: line.tall ? 46 : 36; bold: true; color: line.words; lines: 1.15 }
            Words { text: line.row.state.after; size: line.tall ? (text.length > 4 ? 32 : 42) : (text.length > 4 ? 22 : 32); color: line.words; anchors.baseline: digits.baseline }
        }
    }
}
