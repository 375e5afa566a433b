import QtQuick
import Look

// Which windows are paused.
Item {
    id: paused
    property bool isRow: false
    visible: screen.view.paused !== ""

    BoardIcon {
        anchors.verticalCenter: parent.verticalCenter
        name: "pause"; size: 54; color: Theme.ash
    }
    Name {
        objectName: "paused"
        x: paused.isRow ? 66 : 79
        width: parent.width - x
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: screen.view.paused
        size: paused.isRow ? 36 : 40; smallest: 28; mostLines: 1
        bold: false; color: Theme.white
    }
    Line { visible: paused.isRow; width: parent.width; anchors.bottom: parent.bottom }
}
