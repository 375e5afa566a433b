import QtQuick

// A button with an icon, words and a second line. kind: `ink` (acts), `quiet` (3 px ink border),
// `plain` (2 px edge), `rail` (on an ink ground), `light` (white on an ink ground).
TouchTarget {
    id: button
    property string kind: "ink"
    property string text
    property string second
    property string icon
    property real size: 34
    property real secondSize: 24
    property real iconSize: 56
    property real gap: 24
    readonly property color rest: !isReady ? Theme.ink2 : kind === "ink" || kind === "rail" ? Theme.on_ink : Theme.ink
    readonly property color wordsColor: !isDown ? rest : kind === "ink" || kind === "rail" ? Theme.ink : Theme.on_ink
    readonly property color secondColor: wordsColor == Theme.ink ? Theme.ink2 : wordsColor

    readonly property real room: width - 24 - (icon === "" ? 0 : iconSize + gap)

    spoken: text
    face: kind === "ink" || kind === "rail" ? Theme.ink : kind === "quiet" ? Theme.paper : Theme.surface
    faceDown: kind === "ink" || kind === "rail" ? Theme.paper : Theme.ink
    borderColor: kind === "rail" ? Theme.on_ink_edge : kind === "plain" ? Theme.edge : Theme.ink
    ringColor: kind === "rail" ? Theme.on_ink : Theme.ink
    borderWidth: kind === "quiet" ? Theme.quiet_border : Theme.border

    Row {
        anchors.centerIn: parent
        spacing: button.gap
        Icon {
            visible: button.icon !== ""
            name: button.icon
            size: button.iconSize
            color: button.wordsColor
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.lift * button.size
            Name {
                text: button.text; size: button.size; smallest: Math.min(button.size, button.secondSize); color: button.wordsColor
                width: Math.min(implicitWidth, button.room); mostLines: 1
                anchors.horizontalCenter: button.icon === "" ? parent.horizontalCenter : undefined
            }
            Words {
                visible: text !== ""
                text: button.second; size: button.secondSize; color: button.secondColor; lines: 1.2
                width: Math.min(implicitWidth, button.room); elide: Text.ElideRight
                anchors.horizontalCenter: button.icon === "" ? parent.horizontalCenter : undefined
            }
        }
    }
}
