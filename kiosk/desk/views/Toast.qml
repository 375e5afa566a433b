import QtQuick
import Look

// What was just done, for some seconds, with the key that takes it back; or why not, in red.
Rectangle {
    id: toast
    objectName: "toast"
    readonly property var given: screen.view.toast
    height: Math.max(64, words.height + 24)
    color: given.is_red ? Theme.surface : Theme.ink
    radius: Theme.radius
    border.width: given.is_red ? Theme.quiet_border : 0
    border.color: Theme.red
    Words {
        id: words
        x: 18; anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 36 - (undo.visible ? undo.width + 8 : 0)
        text: toast.given.text; size: 18; bold: true; lines: 1.3; wrapMode: Text.Wrap
        color: toast.given.is_red ? Theme.red : Theme.on_ink
    }
    DeskKey {
        id: undo
        visible: toast.given.undo.is_ready
        anchors.right: parent.right; anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        width: 132; height: 48
        given: toast.given.undo; isInline: true; size: 18
    }
}
