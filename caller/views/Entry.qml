import QtQuick
import Look

// Where a clerk types: a number, a letter, a part of a name. It takes the keyboard while it is there.
Rectangle {
    id: entry
    property string typed
    property string asks
    property real size: 24
    property bool isOpen: visible
    color: Theme.surface
    radius: Theme.plate_radius
    border.width: input.activeFocus ? Theme.quiet_border : Theme.border
    border.color: input.activeFocus ? Theme.ink : Theme.edge
    clip: true

    onIsOpenChanged: if (isOpen) open()
    onTypedChanged: if (input.text !== typed) fill()
    Component.onCompleted: { fill(); if (isOpen) open() }

    // What stands there already is replaced by what is typed.
    function fill() { input.text = typed; input.selectAll() }
    function open() { input.forceActiveFocus(); input.selectAll() }

    TextInput {
        id: input
        objectName: "input"
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 12
        verticalAlignment: TextInput.AlignVCenter
        activeFocusOnTab: true
        maximumLength: 20
        font.family: Theme.font
        font.pixelSize: entry.size
        font.weight: Font.Bold
        color: Theme.ink
        selectionColor: Theme.track
        selectedTextColor: Theme.ink
        selectByMouse: true
        onTextEdited: screen.type(text)
        onAccepted: screen.confirm()
    }
    Words {
        visible: input.text === ""
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        x: 16
        width: parent.width - 28
        elide: Text.ElideRight
        text: entry.asks
        size: Math.max(14, entry.size * 0.8); color: Theme.ink2; lines: 1.2
    }
}
