import QtQuick
import Look

// One line of the history, in the same columns as the bands; ash where it is old.
Item {
    id: line
    property var call: ({ number: "", window: "", is_named: false, way: { name: "", side: "none", colour: "" },
        spot: { text: 88 }, lane: { margin: 36, arrow: 640, unit: 268 } })
    property bool isOld
    property bool hasRule: true
    readonly property real size: Math.min(call.spot.text, width * 0.13)
    readonly property int arrowX: call.lane.arrow
    readonly property int placeRight: width - call.lane.unit
    readonly property real unitX: placeRight + Math.min(20, call.lane.unit * 0.08)
    readonly property color ink: isOld ? Theme.ash : Theme.white

    NumberText {
        objectName: "lineNumber"
        anchors.left: parent.left
        anchors.leftMargin: line.call.lane.margin
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: line.call.number
        wanted: line.size
        room: line.arrowX - line.call.lane.margin - 12
        color: line.ink
    }
    BoardIcon {
        x: line.arrowX + 10
        anchors.verticalCenter: parent.verticalCenter
        name: line.call.way.side === "left" ? "left" : "right"
        size: Math.round(line.size * 0.56); color: Theme.ash
    }
    NumberText {
        objectName: "lineWindow"
        visible: !line.call.is_named
        anchors.right: parent.left
        anchors.rightMargin: -line.placeRight
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: line.call.is_named ? "" : line.call.window
        wanted: line.size
        room: line.placeRight - line.arrowX - line.size * 0.56 - 24
        color: line.ink
    }
    NumberText {
        objectName: "lineUnit"
        visible: !line.call.is_named && line.call.way.name === ""
        x: line.unitX
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: Texts.say("board.unit")
        wanted: Math.min(52, line.size * 0.55)
        room: line.width - x - Math.min(24, line.call.lane.unit * 0.09)
        bold: false; lines: 1.2; color: Theme.ash
    }
    WayPlate {
        visible: !line.call.is_named && line.call.way.name !== ""
        x: line.unitX
        anchors.verticalCenter: parent.verticalCenter
        way: line.call.way
        size: Math.max(24, Math.min(40, line.size * 0.44))
        room: line.width - x - 12
    }
    Name {
        visible: line.call.is_named
        x: line.arrowX + Math.round(line.size * 0.56) + 40
        width: line.width - x - line.call.lane.margin
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: line.call.is_named ? line.call.window : ""
        size: line.size * 0.6; smallest: Math.min(36, line.size * 0.5); color: line.ink; bold: false
    }
    Line {
        visible: line.hasRule
        width: parent.width
        anchors.bottom: parent.bottom
    }
}
