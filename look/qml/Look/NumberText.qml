import QtQuick

// A ticket or window number: as large as `size`, smaller when its width passes `room`. Letters are wider than
// digits, so the width is measured. Numbers above 120 px get 2 px between the letters.
Words {
    id: number
    property real room: 10000
    property real wanted: 124
    readonly property real tracking: wanted > 120 ? 2 : 0
    readonly property real spaces: tracking * text.length
    readonly property real asked: metrics.advanceWidth
    size: asked <= room ? wanted : Math.floor(wanted * (room - spaces) / (asked - spaces))
    bold: true
    lines: 1.0
    font.letterSpacing: tracking

    TextMetrics {
        id: metrics
        font.family: Theme.font
        font.pixelSize: number.wanted
        font.weight: Font.Bold
        font.letterSpacing: number.tracking
        text: number.text
    }
}
