import QtQuick
import Look

// Hall and time, on every tall page.
Item {
    Column {
        anchors.left: parent.left
        anchors.right: clock.left
        anchors.rightMargin: 40
        anchors.verticalCenter: parent.verticalCenter
        Name { width: parent.width; text: screen.view.hall.text; size: 42; smallest: 30; mostLines: 1 }
        Words { width: parent.width; visible: text !== ""; text: screen.view.hall.second; size: 26; color: Theme.ink2; elide: Text.ElideRight }
    }
    ClockText {
        id: clock
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        clock: screen.view.clock
        size: 64; lineSize: 24
    }
}
