import QtQuick
import Look

// What is done with it, how long it stays, and the keys that lead on.
Item {
    id: foot
    readonly property var view: screen.view
    property bool hasSkip: true
    property bool hasDone: false
    property bool hasWrite: false
    readonly property real keyHeight: view.skip_h
    width: 944; height: keyHeight

    Column {
        anchors.verticalCenter: parent.verticalCenter
        width: foot.width - keys.width - 24
        spacing: 4
        Words { width: parent.width; text: foot.view.note.first; size: 20; lines: 1.3; wrapMode: Text.Wrap; color: Theme.ink2 }
        Words { width: parent.width; text: foot.view.note.second; size: 17; color: Theme.ink2; lines: 1.3; wrapMode: Text.Wrap }
    }
    Row {
        id: keys
        anchors.right: parent.right
        spacing: 16
        FootKey { objectName: "write"; visible: foot.hasWrite; height: foot.keyHeight; said: foot.view.write; onTouched: screen.write() }
        FootKey { objectName: "skip"; visible: foot.hasSkip; height: foot.keyHeight; said: foot.view.skip; onTouched: screen.go_on() }
        FootKey { objectName: "done"; visible: foot.hasDone; height: foot.keyHeight; said: foot.view.done; isInk: true; onTouched: screen.go_on() }
    }
}
