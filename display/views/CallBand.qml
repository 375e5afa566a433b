import QtQuick
import Look

// One call in amber: the number, an arrow, the window. The pulse is a white layer under the text. A window in another
// zone has that zone's name in its colour, and the arrow points there.
Rectangle {
    id: band
    property var call: ({ number: "", window: "", is_named: false, way: { name: "", side: "none", colour: "" },
        spot: { text: 146 }, lane: { margin: 36, arrow: 640, unit: 268 } })
    property real pulse: 0
    readonly property int arrowX: call.lane.arrow
    readonly property int placeRight: width - call.lane.unit
    readonly property real size: call.spot.text
    readonly property real arrowSize: Math.min(90, Math.round(size * 0.62))
    readonly property bool isFar: call.way.name !== ""
    color: Theme.amber

    Rectangle { anchors.fill: parent; color: Theme.white; opacity: band.pulse }
    NumberText {
        objectName: "bandNumber"
        anchors.left: parent.left
        anchors.leftMargin: band.call.lane.margin
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: band.call.number
        wanted: band.size
        room: band.arrowX - band.call.lane.margin - 12
        color: Theme.on_amber
    }
    BoardIcon {
        x: band.arrowX
        anchors.verticalCenter: parent.verticalCenter
        name: band.call.way.side === "left" ? "left" : "right"
        size: band.arrowSize; color: Theme.on_amber
    }
    NumberText {
        objectName: "bandWindow"
        visible: !band.call.is_named
        anchors.right: parent.left
        anchors.rightMargin: -band.placeRight
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: band.call.is_named ? "" : band.call.window
        wanted: band.size
        room: band.placeRight - band.arrowX - band.arrowSize - 12
        color: Theme.on_amber
    }
    Column {
        visible: !band.call.is_named
        x: band.placeRight + Math.min(20, band.call.lane.unit * 0.08)
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -4
        spacing: band.isFar ? 4 : 0
        NumberText {
            objectName: "bandUnit"
            visible: !(band.isFar && way.isTwo)
            text: Texts.say("board.unit")
            wanted: Math.min(59, band.size * 0.42); lines: 1.15
            room: band.width - parent.x - Math.min(24, band.call.lane.unit * 0.09)
            color: Theme.on_amber
        }
        Words {
            visible: !band.isFar && band.size > 90
            text: Texts.other("board.unit"); size: Math.max(24, Math.min(34, band.size * 0.25)); lines: 1.2; color: Theme.on_amber
        }
        WayPlate {
            id: way
            visible: band.isFar
            way: band.call.way
            size: Math.max(24, Math.min(40, band.size * 0.3))
            room: band.width - parent.x - 12
        }
    }
    Column {
        visible: band.call.is_named
        x: band.arrowX + band.arrowSize + 20
        width: band.width - x - band.call.lane.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4
        Name {
            width: parent.width
            height: implicitHeight
            text: band.call.is_named ? band.call.window : ""
            size: Math.min(84, band.size * 0.5); smallest: Math.min(44, band.size * 0.4); color: Theme.on_amber
        }
        WayPlate { visible: band.isFar; way: band.call.way; size: Math.max(24, Math.min(36, band.size * 0.26)); room: parent.width }
    }
}
