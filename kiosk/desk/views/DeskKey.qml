import QtQuick
import Look

// One key of the desk: its words, and below or beside them the key of the keyboard that works it.
TouchTarget {
    id: key
    property var given: ({ place: "", text: "", hint: "", is_ready: false, is_main: false })
    property bool isInline: false
    property bool isQuiet: false
    property real size: 20
    property real smallest: 14
    property real hintSize: 15
    property real inset: 8
    readonly property bool isBlack: given.is_main && !isQuiet
    readonly property color words: !isReady ? Theme.ink2 : isBlack !== isDown ? Theme.on_ink : Theme.ink
    readonly property color hintColor: !isReady ? Theme.ink2 : isBlack !== isDown ? Theme.on_ink2 : Theme.ink2

    objectName: "key-" + given.place
    z: activeFocus ? 1 : 0
    isReady: given.is_ready
    spoken: given.text
    face: isBlack ? Theme.ink : Theme.surface
    faceDown: isBlack ? Theme.paper : Theme.ink
    borderColor: isBlack ? Theme.ink : Theme.edge
    onTouched: screen.press(given.place)

    Column {
        visible: !key.isInline
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * key.size * 0.5
        width: parent.width - 2 * key.inset
        spacing: 2
        Name { width: parent.width; text: key.isInline ? "" : key.given.text; size: key.size; smallest: key.smallest; mostLines: 1; color: key.words; align: Text.AlignHCenter }
        Words {
            visible: text !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            text: key.isInline ? "" : key.given.hint; size: key.hintSize; color: key.hintColor; lines: 1.2
        }
    }
    Row {
        visible: key.isInline
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * key.size * 0.5
        spacing: 10
        Name {
            id: inlineWords
            text: key.isInline ? key.given.text : ""; size: key.size; smallest: key.smallest; mostLines: 1; color: key.words
            width: Math.min(implicitWidth, key.width - 2 * key.inset - (hint.visible ? hint.width + 10 : 0))
        }
        Words {
            id: hint
            visible: text !== ""
            anchors.verticalCenter: parent.verticalCenter
            text: key.isInline ? key.given.hint : ""; size: key.hintSize; color: key.hintColor; lines: 1.2
        }
    }
}
