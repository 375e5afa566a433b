import QtQuick
import Look

// A reason, or an answer: chosen ones have a thick border and a tick.
TouchTarget {
    id: chip
    property var given
    property bool isLarge: false
    objectName: "choice" + given.value
    readonly property color words: isDown ? Theme.on_ink : Theme.ink
    spoken: given.first
    borderColor: given.is_chosen ? Theme.ink : Theme.edge
    borderWidth: given.is_chosen ? Theme.selected_border : Theme.border
    onTouched: screen.choose(given.value)
    Icon {
        visible: chip.given.is_chosen
        anchors.right: parent.right; anchors.rightMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        name: "check"; size: 32; color: chip.words
    }
    Column {
        x: 20
        width: parent.width - 40 - (chip.given.is_chosen ? 36 : 0)
        anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -3
        Name {
            width: parent.width; text: chip.given.first; size: chip.isLarge ? 44 : chip.height < 100 ? 25 : 29; smallest: chip.height < 100 ? 18 : 19; mostLines: chip.height < 100 ? 2 : 1; color: chip.words
            align: chip.isLarge ? Text.AlignHCenter : Text.AlignLeft
        }
        Name {
            visible: text !== ""
            width: parent.width; text: chip.given.second; size: chip.height < 100 ? 17 : 19; smallest: 17; bold: false; mostLines: chip.height < 100 ? 2 : 1
            color: chip.isDown ? Theme.on_ink2 : Theme.ink2
            align: chip.isLarge ? Text.AlignHCenter : Text.AlignLeft
        }
    }
}
