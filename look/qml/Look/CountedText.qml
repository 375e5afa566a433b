import QtQuick

// Words with a number that matters: `前面还有 5 人`, the number bold and larger on the same baseline. Wider than `room`,
// all of it comes out smaller.
Row {
    id: counted
    property var parts: ({ before: "", number: "", after: "" })
    property real size: 30
    property real numberSize: size * 1.8
    property color color: Theme.ink
    property color numberColor: color
    property bool bold: false
    property real room: 0
    scale: room > 0 ? Math.min(1, room / Math.max(1, implicitWidth)) : 1
    transformOrigin: Item.Left
    spacing: Math.round(size * 0.28)

    Words {
        visible: text !== ""
        text: counted.parts.before
        size: counted.size; bold: counted.bold; color: counted.color
        // Not an anchor: one that is taken away when the number goes leaves the words where they stood beside it.
        y: counted.parts.number === "" ? 0 : digits.baselineOffset - baselineOffset
    }
    Words {
        id: digits
        visible: text !== ""
        text: counted.parts.number
        size: counted.numberSize; bold: true; color: counted.numberColor; lines: 1.2
    }
    Words {
        visible: text !== ""
        text: counted.parts.after
        size: counted.size; bold: counted.bold; color: counted.color
        anchors.baseline: digits.baseline
    }
}
