import QtQuick
import Look

// The name of another zone in its colour.
Rectangle {
    id: plate
    property var way: ({ name: "", colour: "", side: "none" })
    property real size: 40
    property real room: 300
    width: Math.min(room, name.implicitWidth + 24)
    height: Math.round(size * 1.35)
    radius: Theme.plate_radius
    color: way.colour === "" ? "transparent" : way.colour
    Name {
        id: name
        objectName: "way"
        x: 12
        width: plate.width - 24
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: plate.way.name
        size: plate.size; smallest: 24; mostLines: 1; color: Theme.white
    }
}
