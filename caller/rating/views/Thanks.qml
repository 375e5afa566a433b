import QtQuick
import Look

// The same thanks for every grade.
Item {
    readonly property var view: screen.view
    Column {
        anchors.centerIn: parent
        spacing: 8
        Words {
            objectName: "title"
            anchors.horizontalCenter: parent.horizontalCenter
            text: parent.parent.view.title.first; size: 84; bold: true; lines: 1.2
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            text: parent.parent.view.title.second; size: 36; color: Theme.ink2; lines: 1.3
        }
    }
}
