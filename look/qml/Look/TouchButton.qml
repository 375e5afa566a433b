import QtQuick

// A button with an icon, words and a second line. kind: `ink` (acts), `quiet` (3 px ink border),
// `plain` (2 px edge), `rail` (on an ink ground), `light` (white on an ink ground).
TouchTarget {
    id: button
    property string kind: "ink"
    property string text
    property string second
    property string icon
    // A letter or sign that stands for an icon.
    property string glyph
    property bool isStacked: false
    property bool isIconLast: false
    property real size: 34
    property real secondSize: 24
    property real iconSize: 56
    property real gap: 24
    // Words that find no room in one line may take two.
    property int mostLines: 1
    readonly property color rest: !isReady ? Theme.ink2 : kind === "ink" || kind === "rail" ? Theme.on_ink : Theme.ink
    readonly property color wordsColor: !isDown ? rest : kind === "ink" || kind === "rail" ? Theme.ink : Theme.on_ink
    readonly property color secondColor: wordsColor == Theme.ink ? Theme.ink2 : wordsColor

    readonly property bool isSigned: icon !== "" || glyph !== ""
    // Words that begin at the left, for keys that stand over one another or side by side.
    property bool isLeft: false
    readonly property bool isCentred: !isSigned || isStacked
    readonly property bool isBroken: text.indexOf("\n") >= 0
    readonly property real room: width - (isSigned && !isStacked ? 32 : 24) - (!isSigned || isStacked ? 0 : (icon !== "" ? iconSize : sign.implicitWidth) + gap)

    spoken: text
    face: kind === "ink" || kind === "rail" ? Theme.ink : kind === "quiet" ? Theme.paper : Theme.surface
    faceDown: kind === "ink" || kind === "rail" ? Theme.paper : Theme.ink
    borderColor: kind === "rail" ? Theme.on_ink_edge : kind === "plain" ? Theme.edge : Theme.ink
    ringColor: kind === "rail" ? Theme.on_ink : Theme.ink
    borderWidth: kind === "quiet" ? Theme.quiet_border : Theme.border

    Grid {
        x: button.isLeft ? 36 : (parent.width - width) / 2
        anchors.verticalCenter: parent.verticalCenter
        columns: button.isStacked || !button.isSigned ? 1 : 2
        spacing: button.isStacked ? 6 : button.gap
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter
        layoutDirection: button.isIconLast ? Qt.RightToLeft : Qt.LeftToRight
        Icon {
            visible: button.icon !== ""
            name: button.icon
            size: button.iconSize
            color: button.wordsColor
        }
        Words {
            id: sign
            visible: text !== ""
            text: button.glyph
            size: button.size * 1.6; bold: true; lines: 1.2; color: button.wordsColor
        }
        Column {
            bottomPadding: button.isStacked ? 0 : 2 * Theme.lift * button.size
            Words {
                visible: button.isBroken
                text: visible ? button.text : ""
                size: button.size; bold: true; lines: 1.2; color: button.wordsColor
                horizontalAlignment: button.isCentred ? Text.AlignHCenter : Text.AlignLeft
            }
            Name {
                visible: !button.isBroken
                text: visible ? button.text : ""; size: button.size; smallest: Math.min(button.size, button.secondSize); color: button.wordsColor
                width: Math.min(implicitWidth, button.room); mostLines: button.mostLines
                x: button.isCentred ? (parent.width - width) / 2 : 0
            }
            Words {
                visible: text !== ""
                text: button.second; size: button.secondSize; color: button.secondColor; lines: 1.2
                width: Math.min(implicitWidth, button.room); elide: Text.ElideRight
                x: button.isCentred ? (parent.width - width) / 2 : 0
            }
        }
    }
}
