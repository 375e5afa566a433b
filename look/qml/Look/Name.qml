import QtQuick

// A name that must fit: at its size, else at 0.86 of it, else in two lines, else cut with an ellipsis. Where there is
// room for one line only, it shrinks as far as it must.
// A part in brackets follows lighter and smaller. `smallest` is the least size allowed on this screen.
Item {
    id: name
    property string text
    property string bracket
    property real size: 38
    property real smallest: 22
    property bool bold: true
    property color color: Theme.ink
    property int mostLines: 2
    property int align: Text.AlignLeft
    readonly property real fullWidth: metrics.advanceWidth + (bracket === "" ? 0 : bracketMetrics.advanceWidth)
    // Synthetic bold comes out a little wider than it measures.
    readonly property real slack: 2
    readonly property bool fits: fullWidth + slack <= width
    readonly property real shrunk: Math.max(smallest, mostLines === 1 ? Math.floor(0.98 * size * (width - slack) / Math.max(1, fullWidth)) : Math.round(size * 0.86))
    readonly property bool fitsShrunk: fullWidth * shrunk / size + slack <= width
    readonly property bool isOneLine: fits || fitsShrunk || mostLines === 1
    readonly property real shownSize: fits ? size : shrunk

    implicitHeight: (isOneLine ? 1.2 : 2.4) * shownSize
    implicitWidth: Math.ceil(fullWidth) + slack

    TextMetrics { id: metrics; font.family: Theme.font; font.pixelSize: name.size; font.weight: name.bold ? Font.Bold : Font.Normal; text: name.text }
    TextMetrics { id: bracketMetrics; font.family: Theme.font; font.pixelSize: Math.max(name.smallest, name.size * 0.78); text: name.bracket }

    Row {
        visible: name.isOneLine
        anchors.left: name.align === Text.AlignLeft ? parent.left : undefined
        anchors.right: name.align === Text.AlignRight ? parent.right : undefined
        anchors.horizontalCenter: name.align === Text.AlignHCenter ? parent.horizontalCenter : undefined
        Words {
            id: main
            text: name.isOneLine ? name.text : ""
            size: name.shownSize; bold: name.bold; color: name.color; lines: 1.2
            width: Math.min(implicitWidth, name.width)
            elide: Text.ElideRight
        }
        Words {
            visible: name.bracket !== "" && name.isOneLine
            text: visible ? name.bracket : ""
            size: Math.max(name.smallest, name.shownSize * 0.78); color: name.color; lines: 1.2
            anchors.baseline: main.baseline
        }
    }
    Words {
        visible: !name.isOneLine
        text: visible ? name.text + name.bracket : ""
        width: name.width
        size: name.shownSize; bold: name.bold; color: name.color; lines: 1.2
        wrapMode: Text.Wrap; maximumLineCount: 2; elide: Text.ElideRight
        horizontalAlignment: name.align
    }
}
