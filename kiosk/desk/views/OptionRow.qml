import QtQuick
import Look

// One thing to choose, or one line to read.
Rectangle {
    id: option
    property var given: ({})
    property int place: 0
    property bool isList: false
    objectName: "option" + place
    height: isList ? Math.max(40, text.height + 12) : 42
    radius: 4
    color: given.is_chosen ? Theme.ink : Theme.surface
    readonly property color words: given.is_chosen ? Theme.on_ink : Theme.ink
    readonly property color quietWords: given.is_chosen ? Theme.on_ink2 : Theme.ink2

    Words {
        id: mark
        x: 10; anchors.verticalCenter: option.isList ? undefined : parent.verticalCenter
        y: 8
        anchors.verticalCenterOffset: -1
        text: option.given.mark || ""; size: option.isList ? 16 : 18; bold: !option.isList; lines: 1.2
        color: option.isList ? option.quietWords : option.words
    }
    Words {
        id: text
        x: mark.text === "" ? 10 : Math.max(40, mark.x + mark.width + 12)
        anchors.verticalCenter: option.isList ? undefined : parent.verticalCenter
        anchors.verticalCenterOffset: -1
        y: 8
        width: parent.width - x - 12 - (quiet.visible ? quiet.width + 10 : 0)
        text: option.given.text || ""; size: option.isList ? 16 : 19; lines: option.isList ? 1.35 : 1.2; color: option.words
        wrapMode: option.isList ? Text.Wrap : Text.NoWrap
        elide: option.isList ? Text.ElideNone : Text.ElideRight
    }
    Words {
        id: quiet
        visible: text !== ""
        anchors.right: parent.right; anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -1
        text: option.given.quiet || ""; size: 15; lines: 1.2; color: option.quietWords
    }
    MouseArea { anchors.fill: parent; enabled: !option.isList; onClicked: screen.choose(option.place) }
}
