import QtQuick
import Look

// A key that belongs to an open choice: one up, one down, back.
TouchTarget {
    id: key
    property string sign
    property string text
    z: activeFocus ? 1 : 0
    activeFocusOnTab: isReady || activeFocus
    spoken: text
    Column {
        anchors.centerIn: parent
        width: parent.width - 12
        Name {
            objectName: "keyWords"
            width: parent.width
            text: key.text; size: 19; smallest: 14; mostLines: 1; align: Text.AlignHCenter
            color: key.isDown ? Theme.on_ink : Theme.ink
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            text: key.sign; size: 14; lines: 1.2; color: key.isDown ? Theme.on_ink2 : Theme.ink2
        }
    }
}
