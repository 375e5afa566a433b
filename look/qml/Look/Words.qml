import QtQuick

// Text in the theme's font; `size` is px, `lines` the line height in em (1.0 numbers, 1.2 titles, 1.4 body).
Text {
    property real size: 26
    property bool bold: false
    property real lines: 1.4

    font.family: Theme.font
    font.pixelSize: Math.max(1, Math.round(size))
    font.weight: bold ? Font.Bold : Font.Normal
    color: Theme.ink
    textFormat: Text.PlainText
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(font.pixelSize * lines)
    verticalAlignment: Text.AlignVCenter
    // Qt never makes the first line lower than the font's own line; the padding takes that excess away.
    readonly property real excess: Math.min(0, (lines - Theme.natural_line) / 2 * font.pixelSize)
    topPadding: excess
    bottomPadding: excess
}
