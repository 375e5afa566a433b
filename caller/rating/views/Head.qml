import QtQuick
import Look

// Which window this is and who sits there; the citizen's number at the right.
Item {
    id: head
    property bool isCard
    readonly property var view: screen.view
    Plate {
        id: plate
        y: 2
        size: 52; letter: 34; text: head.view.label; radius: 6
        fill: Theme.zones[(head.view.colour - 1) % Theme.zones.length]
    }
    Row {
        anchors.left: plate.right; anchors.leftMargin: 20
        anchors.verticalCenter: plate.verticalCenter; anchors.verticalCenterOffset: -Theme.lift * 22
        spacing: 7
        Words { text: head.view.unit; size: 22; lines: 1.2 }
        Words { visible: head.isCard && text !== ""; text: head.view.place; size: 22; bold: true; lines: 1.2; width: Math.min(implicitWidth, 420); elide: Text.ElideRight }
        Words { visible: !head.isCard && text !== ""; text: head.view.name; size: 22; bold: true; lines: 1.2; width: Math.min(implicitWidth, 300); elide: Text.ElideRight }
        Words { visible: !head.isCard && text !== ""; text: head.view.job; size: 22; lines: 1.2 }
    }
    Row {
        anchors.right: parent.right
        anchors.verticalCenter: plate.verticalCenter
        spacing: 20
        Words { id: label; anchors.baseline: number.baseline; text: head.view.number_label; size: 22; color: Theme.ink2; lines: 1.2 }
        NumberText { id: number; objectName: "number"; text: head.view.number; wanted: 40; room: 220; lines: 1.2 }
    }
}
