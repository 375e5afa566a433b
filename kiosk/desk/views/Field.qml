import QtQuick
import Look

// One line to type in. What stands there is replaced when it opens; `edited` tells each change, `accepted` Enter.
Rectangle {
    id: field
    property string typed
    property string asks
    property real size: 24
    property real asksSize: 16
    property string icon
    property int most: 120
    property bool isSecret: false
    property int tries: 0
    property alias input: line
    signal edited(string text)
    signal accepted(string text)
    color: Theme.surface
    radius: Theme.radius
    border.width: line.activeFocus ? Theme.quiet_border : Theme.border
    border.color: line.activeFocus ? Theme.ink : Theme.edge
    clip: true

    onTypedChanged: if (!isSecret && line.text !== typed) line.text = typed
    onTriesChanged: if (isSecret) line.clear()
    Component.onCompleted: if (!isSecret) line.text = typed
    function open() { line.forceActiveFocus(); line.selectAll() }

    Icon {
        id: sign
        visible: field.icon !== ""
        name: field.icon; size: 28; color: Theme.ink
        x: 18; anchors.verticalCenter: parent.verticalCenter
    }
    TextInput {
        id: line
        objectName: "input"
        anchors.fill: parent
        anchors.leftMargin: field.icon === "" ? 12 : 58
        anchors.rightMargin: 12
        verticalAlignment: TextInput.AlignVCenter
        activeFocusOnTab: true
        maximumLength: field.most
        echoMode: field.isSecret ? TextInput.Password : TextInput.Normal
        passwordMaskDelay: 0
        inputMethodHints: field.isSecret ? Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText : Qt.ImhNone
        font.family: Theme.font
        font.pixelSize: field.size
        font.weight: Font.Bold
        color: Theme.ink
        selectionColor: Theme.track
        selectedTextColor: Theme.ink
        selectByMouse: true
        onTextEdited: field.edited(text)
        // TextInput lets Enter go on to what is behind it: there it would give a ticket, or answer the next question too.
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter) return
            event.accepted = true
            if (!event.isAutoRepeat) field.accepted(text)
        }
    }
    Words {
        visible: line.text === "" && line.preeditText === ""
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        x: line.x + 2
        width: parent.width - x - 12
        elide: Text.ElideRight
        text: field.asks; size: field.asksSize; color: Theme.ink2; lines: 1.2
    }
}
