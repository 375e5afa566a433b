import QtQuick
import Look

// The name of another zone in its colour.
Rectangle {
    id: plate
    property var way: ({ name: "", colour: "", side: "none" })
    property real size: 40
    property real room: 300
    // Where there is little room a name takes two lines.
    readonly property bool isTwo: measured.advanceWidth + 26 > room
    width: isTwo ? room : Math.min(room, name.implicitWidth + 24)
    height: isTwo ? name.implicitHeight + 6 : Math.round(size * 1.35)
    radius: Theme.plate_radius
    color: way.colour === "" ? "transparent" : way.colour
    TextMetrics { id: measured; font.family: Theme.font; font.pixelSize: 24; font.weight: Font.Bold; text: plate.way.name }
    Name {
        id: name
        objectName: "way"
        x: plate.isTwo ? 8 : 12
        width: plate.width - 2 * x
        height: implicitHeight
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: plate.isTwo ? 0 : -Theme.lift * size
        text: plate.way.name
        size: plate.isTwo ? 24 : plate.size; smallest: 24; mostLines: plate.isTwo ? 2 : 1; color: Theme.white
    }
}
