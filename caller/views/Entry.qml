import QtQuick
import Look

// Where a clerk types: a number, a letter, a part of a name. It takes the keyboard while it is there.
// A `secret` is named, shown as dots, given on under its name alone, and emptied with each of the `tries`.
Rectangle {
    id: entry
    property string typed
    property string asks
    property real size: 24
    property bool isOpen: visible
    property string secret
    property int tries
    property int most: 20
    property Item next: null
    color: Theme.surface
    radius: Theme.plate_radius
    border.width: input.activeFocus ? Theme.quiet_border : Theme.border
    border.color: input.activeFocus ? Theme.ink : Theme.edge
    clip: true

    onIsOpenChanged: if (isOpen) open()
    onTypedChanged: if (secret === "" && input.text !== typed) fill()
    onTriesChanged: if (secret !== "") input.clear()
    Component.onCompleted: { if (secret === "") fill(); if (isOpen) open() }

    // What stands there already is replaced by what is typed.
    function fill() { input.text = typed; if (input.activeFocus) input.selectAll() }
    function open() { input.forceActiveFocus(); input.selectAll() }

    TextInput {
        id: input
        objectName: "input"
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 12
        verticalAlignment: TextInput.AlignVCenter
        activeFocusOnTab: true
        maximumLength: entry.secret === "" ? entry.most : 64
        echoMode: entry.secret === "" ? TextInput.Normal : TextInput.Password
        passwordMaskDelay: 0
        inputMethodHints: entry.secret === "" ? Qt.ImhNone : Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
        font.family: Theme.font
        font.pixelSize: entry.size
        font.weight: Font.Bold
        color: Theme.ink
        selectionColor: Theme.track
        selectedTextColor: Theme.ink
        selectByMouse: true
        onTextEdited: entry.secret === "" ? screen.type(text) : screen.type_in(entry.secret, text)
        onAccepted: entry.next !== null && text !== "" ? entry.next.open() : screen.confirm()
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
