import QtQuick

// The hall's clock: the time large, the date line under it. `clock` is look.clock.Clock as QML sees it.
Column {
    id: face
    property var clock: ({ time: "", line: "" })
    property real size: 64
    property real lineSize: 24
    property color color: Theme.ink
    property color lineColor: Theme.ink2
    property bool isRight: true
    Words {
        text: face.clock.time; size: face.size; bold: true; color: face.color; lines: 1.0
        anchors.right: face.isRight ? parent.right : undefined
    }
    Words {
        text: face.clock.line; size: face.lineSize; color: face.lineColor; lines: 1.4
        anchors.right: face.isRight ? parent.right : undefined
    }
}
