import QtQuick
import Look

// One call in amber: the number, an arrow, the window. The pulse is a white layer under the text.
Rectangle {
    id: band
    property var call: ({ number: "", window: "", is_named: false })
    property bool tall
    property real pulse: 0
    readonly property int arrowX: tall ? 452 : 640
    readonly property int placeRight: width - (tall ? 228 : 268)
    readonly property real size: tall ? 150 : 146
    color: Theme.amber

    Rectangle { anchors.fill: parent; color: Theme.white; opacity: band.pulse }
    NumberText {
        objectName: "bandNumber"
        anchors.left: parent.left
        anchors.leftMargin: 36
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: band.call.number
        wanted: band.size
        room: band.arrowX - 36 - 12
        color: Theme.on_amber
    }
    Icon {
        x: band.arrowX
        anchors.verticalCenter: parent.verticalCenter
        name: "right"; size: 90; color: Theme.on_amber
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
        room: band.placeRight - band.arrowX - 96 - 8
        color: Theme.on_amber
    }
    Column {
        visible: !band.call.is_named
        x: band.placeRight + 20
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -4
        NumberText {
            objectName: "bandUnit"
            text: Texts.say("board.unit")
            wanted: 59; lines: 1.15
            room: band.width - band.placeRight - 20 - 24
            color: Theme.on_amber
        }
        Words { text: Texts.other("board.unit"); size: 34; lines: 1.2; color: Theme.on_amber }
    }
    Name {
        visible: band.call.is_named
        x: band.arrowX + 96 + 36
        width: band.width - x - 36
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: band.call.is_named ? band.call.window : ""
        size: band.tall ? 84 : 72; smallest: 44; color: Theme.on_amber
    }
}
