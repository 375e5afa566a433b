import QtQuick
import Look

// What this is, which hall, who sits here, whether the hall is heard, and its time.
Rectangle {
    id: head
    readonly property var view: screen.view
    color: Theme.ink
    Row {
        x: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 20
        Words { id: title; text: head.view.title; size: 26; bold: true; color: Theme.on_ink; lines: 1.2 }
        Words {
            width: Math.min(implicitWidth, 560); elide: Text.ElideRight
            anchors.baseline: title.baseline
            text: head.view.hall; size: 19; color: Theme.on_ink2; lines: 1.2
        }
    }
    Row {
        anchors.right: parent.right; anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 22
        Words { anchors.baseline: now.baseline; visible: text !== ""; text: head.view.clerk; size: 19; color: Theme.on_ink; lines: 1.2 }
        Words {
            objectName: "signOut"
            anchors.baseline: now.baseline; visible: text !== ""
            text: head.view.sign_out; size: 16; color: Theme.on_ink2; lines: 1.2
            MouseArea { anchors.fill: parent; anchors.margins: -8; onClicked: screen.press("sign_out") }
        }
        Words {
            anchors.baseline: now.baseline
            text: head.view.link; size: 19; bold: head.view.is_link_red; lines: 1.2
            color: head.view.is_link_red ? Theme.amber : Theme.on_ink
        }
        Words { id: now; visible: text !== ""; text: head.view.clock; size: 28; bold: true; color: Theme.on_ink; lines: 1.2 }
    }
}
