import QtQuick
import Look

// Which window this is, who sits there, and whether the hall is heard.
Rectangle {
    id: head
    readonly property var view: screen.view
    color: Theme.zones[(view.colour - 1) % Theme.zones.length]
    Row {
        x: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 20
        Words { id: title; text: head.view.window_title; size: 28; bold: true; color: Theme.white; lines: 1.2 }
        Words {
            width: Math.min(implicitWidth, 430); elide: Text.ElideRight
            anchors.verticalCenter: title.verticalCenter
            text: head.view.place; size: 19; color: Theme.white; lines: 1.2
        }
    }
    Row {
        anchors.right: parent.right; anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 20
        Words { anchors.verticalCenter: now.verticalCenter; text: head.view.clerk; size: 19; color: Theme.white; lines: 1.2 }
        Rectangle { visible: head.view.clerk !== ""; anchors.verticalCenter: now.verticalCenter; width: 1; height: 28; color: Theme.ash }
        Words { anchors.verticalCenter: now.verticalCenter; text: head.view.link; size: 19; color: Theme.white; lines: 1.2 }
        Words { id: now; text: head.view.clock; size: 28; bold: true; color: Theme.white; lines: 1.2 }
    }
}
