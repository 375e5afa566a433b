import QtQuick
import Look

// The way to another zone, in its colour, with the arrow at its edge.
Rectangle {
    id: band
    property bool tall
    readonly property var other: screen.view.other
    readonly property bool isLeft: other.side === "left"
    readonly property int size: 40
    radius: Theme.plate_radius
    color: other.colour === "" ? "transparent" : other.colour

    Icon {
        id: arrow
        visible: band.other.side !== "none"
        anchors.verticalCenter: parent.verticalCenter
        x: band.isLeft ? 28 : parent.width - width - 28
        name: band.isLeft ? "left" : "right"
        size: 54; color: Theme.white
    }
    Words {
        id: name
        x: band.isLeft ? arrow.x + arrow.width + 24 : 28
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: band.other.name
        size: band.size; bold: true; lines: 1.2; color: Theme.white
        width: Math.min(implicitWidth, band.width * 0.55)
        elide: Text.ElideRight
    }
    Name {
        anchors.left: name.right
        anchors.leftMargin: 10
        anchors.right: band.isLeft ? parent.right : arrow.left
        anchors.rightMargin: band.isLeft ? 28 : 16
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: band.other.windows
        size: band.size; smallest: 28; mostLines: 1; bold: false; color: Theme.white
    }
}
