import QtQuick
import Look

// A key below the questions: both languages on one line.
TouchTarget {
    id: key
    property var said: ({ first: "", second: "" })
    property bool isInk: false
    readonly property color words: isInk !== isDown ? Theme.on_ink : Theme.ink
    width: 232
    spoken: said.first
    face: isInk ? Theme.ink : Theme.paper
    faceDown: isInk ? Theme.paper : Theme.ink
    borderColor: Theme.ink
    borderWidth: Theme.border
    Row {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * 26
        spacing: 14
        Words { id: first; text: key.said.first; size: 26; bold: true; lines: 1.2; color: key.words }
        Words { anchors.baseline: first.baseline; text: key.said.second; size: 20; lines: 1.2; color: key.isInk !== key.isDown ? Theme.on_ink2 : Theme.ink2 }
    }
}
