import QtQuick
import Look

// The way to another zone, in its colour, with the arrow at its edge.
Rectangle {
    id: band

    readonly property var other: screen.view.other
    readonly property bool isLeft: other.side === "left"
    readonly property int size: Math.min(40, height * 0.5)
    readonly property real room: (isLeft ? width - 28 : arrow.x - 16) - name.x
    // Where both do not fit, the name is what leads the way.
    readonly property bool hasRoomForWindows: name.implicitWidth * 0.86 + 10 + windows.implicitWidth <= room
    radius: Theme.plate_radius
    visible: other.name !== ""
    color: other.colour === "" ? "transparent" : other.colour

    BoardIcon {
        id: arrow
        visible: band.other.side !== "none"
        anchors.verticalCenter: parent.verticalCenter
        x: band.isLeft ? 28 : parent.width - width - 28
        name: band.isLeft ? "left" : "right"
        size: 54; color: Theme.white
    }
    Name {
        id: name
        x: band.isLeft ? arrow.x + arrow.width + 24 : 28
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: band.other.name
        size: band.size; smallest: 30; mostLines: 1; color: Theme.white
        width: Math.min(implicitWidth, band.room - (band.hasRoomForWindows ? 10 + windows.implicitWidth : 0))
    }
    Words {
        id: windows
        visible: band.hasRoomForWindows
        anchors.left: name.right
        anchors.leftMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: band.other.windows
        size: band.size; lines: 1.2; color: Theme.white
    }
}
