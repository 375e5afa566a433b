import QtQuick

// What can be touched: it inverts at once, ignores a second press for a while, has a focus ring and works by
// keyboard. `face` is the ground colour, `isDown` tells the content to turn white. `isReady: false` is a closed one.
Item {
    id: target
    property bool isReady: true
    property color face: Theme.surface
    property color faceDown: Theme.ink
    property color closedFace: Theme.closed
    property color borderColor: Theme.edge
    property int borderWidth: Theme.border
    property real radius: Theme.radius
    property color ringColor: Theme.ink
    property string spoken
    readonly property bool isDown: isReady && (area.pressed && area.containsMouse || shown.running)
    property bool isTarget: true
    // For so long a second press is none; keys to type with are pressed twice in a row.
    property int guardMs: Theme.press_guard_ms
    default property alias content: body.data
    signal touched()

    activeFocusOnTab: isReady
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.onPressAction: touch()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Space || event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            event.accepted = true
            if (!event.isAutoRepeat) touch()
        }
    }

    // It stands for something else now, which nobody has pressed yet.
    function renew() {
        guard.stop()
    }

    function touch() {
        if (!isReady || guard.running) return
        guard.start()
        shown.start()
        if (typeof screen !== "undefined" && screen && screen.pressed) screen.pressed()
        touched()
    }

    Rectangle {
        id: ground
        anchors.fill: parent
        radius: target.radius
        color: !target.isReady ? target.closedFace : target.isDown ? target.faceDown : target.face
        border.width: target.isReady ? target.borderWidth : 0
        border.color: target.borderColor
    }
    Item { id: body; anchors.fill: parent }
    Rectangle {
        visible: target.activeFocus
        anchors.fill: parent
        anchors.margins: -6
        radius: target.radius + 4
        color: "transparent"
        border.width: Theme.quiet_border
        border.color: target.ringColor
    }
    MouseArea {
        id: area
        anchors.fill: parent
        enabled: target.isReady
        onClicked: target.touch()
    }
    Timer { id: guard; interval: target.guardMs }
    Timer { id: shown; interval: Theme.press_shown_ms }
}
