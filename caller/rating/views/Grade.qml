import QtQuick
import Look

// One of five equal grades: same size, colour and border for all.
TouchTarget {
    id: grade
    property var given
    readonly property color words: isDown ? Theme.on_ink : Theme.ink
    property bool isWide: false
    objectName: "grade" + given.value
    spoken: given.first
    onTouched: screen.grade(given.value)
    Icon {
        x: grade.isWide ? 20 : (parent.width - width) / 2
        y: grade.isWide ? (parent.height - height) / 2 : 28
        name: grade.given.icon; size: grade.isWide ? 84 : 96; color: grade.words
    }
    Column {
        x: grade.isWide ? 116 : 8
        width: parent.width - x - 8
        y: grade.isWide ? (parent.height - height) / 2 - 4 : 138
        Name {
            width: parent.width; text: grade.given.first; size: 29; smallest: 17; mostLines: 1; color: grade.words
            align: grade.isWide ? Text.AlignLeft : Text.AlignHCenter
        }
        Name {
            width: parent.width; text: grade.given.second; size: 19; smallest: 17; bold: false; mostLines: 1
            color: grade.isDown ? Theme.on_ink2 : Theme.ink2
            align: grade.isWide ? Text.AlignLeft : Text.AlignHCenter
        }
    }
}
