import QtQuick
import Look

// What was just done, for some seconds, with the key that takes it back; or why not, in red.
Rectangle {
    id: toast
    objectName: "toast"
    readonly property var given: screen.view.toast
    color: given.is_red ? Theme.surface : Theme.ink
    radius: Theme.radius
    border.width: given.is_red ? Theme.quiet_border : 0
    border.color: Theme.red
    Words {
        id: words
        x: 18; anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 36 - (undo.visible ? undo.width + 8 : 0)
        text: toast.given.text; size: words.isLong ? 15 : 18; bold: true; lines: 1.25; wrapMode: Text.Wrap; maximumLineCount: 2; elide: Text.ElideRight
        readonly property bool isLong: toast.given.is_red && toast.given.text.length > 26
        color: toast.given.is_red ? Theme.red : Theme.on_ink
    }
    DeskKey {
        id: undo
        visible: toast.given.undo.is_ready
        anchors.right: parent.right; anchors.rightMargin: 6
        anchors.verticalCenter: parent.verticalCenter
        width: 128; height: 36; borderWidth: 0
        given: toast.given.undo; isInline: true; size: 18
    }
}
