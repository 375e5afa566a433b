import QtQuick
import Look

// One key of the terminal: what it does, and the key of the keyboard that works it. `face` is black for the main one.
TouchTarget {
    id: key
    property var given: ({ place: "", text: "", hint: "", is_ready: false, is_quiet: false })
    property bool isMain: false
    property bool isInline: false
    property real size: 20
    property real smallest: 14
    property real hintSize: 14
    property real inset: 6
    readonly property bool isBlack: isMain && !given.is_quiet
    readonly property bool isLit: isDown || lit.running
    readonly property color words: !isReady ? Theme.ink2 : isBlack !== isLit ? Theme.on_ink : Theme.ink
    readonly property color hintColor: !isReady ? Theme.ink2 : isBlack !== isLit ? Theme.on_ink2 : Theme.ink2

    z: activeFocus ? 1 : 0
    activeFocusOnTab: isReady || activeFocus
    isReady: given.is_ready
    spoken: given.text
    face: isBlack !== lit.running ? Theme.ink : Theme.surface
    faceDown: isBlack ? Theme.paper : Theme.ink
    borderColor: isBlack ? Theme.ink : Theme.edge
    implicitWidth: isInline ? line.implicitWidth + 32 : 104
    onTouched: screen.press(given.place)

    Column {
        visible: !key.isInline
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * key.size * 0.5
        width: parent.width - 2 * key.inset
        spacing: Math.round(key.size * 0.1)
        Name {
            objectName: "keyWords"
            width: parent.width
            text: key.given.text
            size: key.size; smallest: key.smallest; mostLines: 1; color: key.words; align: Text.AlignHCenter
        }
        Words {
            visible: text !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            text: key.isInline ? "" : key.given.hint
            size: key.hintSize; color: key.hintColor; lines: 1.2
        }
    }
    Row {
        id: line
        visible: key.isInline
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * key.size * 0.5
        spacing: 6
        Words { id: inlineWords; text: key.isInline ? key.given.text : ""; size: key.size; bold: true; color: key.words; lines: 1.2 }
        Words {
            visible: text !== ""
            text: key.isInline ? key.given.hint : ""
            size: key.hintSize; color: key.hintColor; lines: 1.2
            anchors.baseline: inlineWords.baseline
        }
    }
    Connections {
        target: screen
        function onWorked(place) { if (place === key.given.place) lit.restart() }
    }
    Timer { id: lit; interval: Theme.press_shown_ms }
}
