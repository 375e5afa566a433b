import QtQuick
import Look

// One line of the history, in the same columns as the bands; ash where it is old.
Item {
    id: line
    property var call: ({ number: "", window: "", is_named: false })
    property bool tall
    property bool isOld
    property bool hasRule: true
    property real size: 88
    readonly property int arrowX: tall ? 452 : 640
    readonly property int placeRight: width - (tall ? 228 : 268)
    readonly property color ink: isOld ? Theme.ash : Theme.white

    NumberText {
        objectName: "lineNumber"
        anchors.left: parent.left
        anchors.leftMargin: 36
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: line.call.number
        wanted: line.size
        room: line.arrowX - 36 - 12
        color: line.ink
    }
    Icon {
        x: line.arrowX + 10
        anchors.verticalCenter: parent.verticalCenter
        name: "right"; size: Math.round(line.size * 0.56); color: Theme.ash
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
        room: line.placeRight - line.arrowX - 80
        color: line.ink
    }
    NumberText {
        objectName: "lineUnit"
        visible: !line.call.is_named
        x: line.placeRight + 20
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: Texts.say("board.unit")
        wanted: line.tall ? 52 : Math.min(52, line.size * 0.55)
        room: line.width - x - 24
        bold: false; lines: 1.2; color: Theme.ash
    }
    Name {
        visible: line.call.is_named
        x: line.arrowX + 96 + 36
        width: line.width - x - 36
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: line.call.is_named ? line.call.window : ""
        size: line.size * 0.6; smallest: 36; color: line.ink; bold: false
    }
    Line {
        visible: line.hasRule
        width: parent.width
        anchors.bottom: parent.bottom
    }
}
