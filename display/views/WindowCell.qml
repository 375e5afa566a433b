import QtQuick
import Look

// One window of the table: its label on a plate, then the number it calls (amber) or serves (white), or a word.
Rectangle {
    id: cellule
    property var cell: ({ label: "", is_named: false, number: "", state: "closed", word: "", is_first: false, spot: { text: 56 } })
    property real pulse: 0
    readonly property bool isCalling: cell.state === "calling"
    readonly property color ink: isCalling ? Theme.on_amber : cell.state === "serving" ? Theme.white : Theme.ash
    readonly property real size: cell.spot.text
    color: isCalling ? Theme.amber : "transparent"

    Rectangle { anchors.fill: parent; color: Theme.white; opacity: cellule.pulse }
    Line { visible: cellule.cell.is_first; width: parent.width; y: -1 }
    Name {
        id: label
        objectName: "cellLabel"
        x: 14
        width: cellule.cell.is_named ? cellule.width * 0.42 : cellule.width * 0.24
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: cellule.cell.label
        size: cellule.cell.is_named ? cellule.size * 0.62 : cellule.size
        smallest: 24; mostLines: 1
        color: cellule.ink
    }
    BoardIcon {
        id: sign
        anchors.left: label.right
        anchors.leftMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        name: cellule.cell.state === "paused" ? "pause" : "right"
        size: Math.round(cellule.size * 0.56)
        visible: cellule.cell.number !== "" || cellule.cell.state === "paused"
        color: cellule.ink
    }
    NumberText {
        objectName: "cellNumber"
        visible: cellule.cell.number !== ""
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: cellule.cell.number
        wanted: cellule.size
        room: cellule.width - label.x - label.width - sign.width - 40
        color: cellule.ink
    }
    Name {
        objectName: "cellWord"
        visible: cellule.cell.number === ""
        anchors.right: parent.right
        anchors.rightMargin: 16
        width: cellule.width - label.x - label.width - sign.width - 40
        align: Text.AlignRight
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: visible ? cellule.cell.word : ""
        size: Math.min(40, cellule.size * 0.6); smallest: 24; mostLines: 1
        bold: false; color: Theme.ash
    }
    Line { visible: !cellule.isCalling; width: parent.width; anchors.bottom: parent.bottom }
}
