import QtQuick
import Look

// One question in the place of the ticket: typed to narrow down, chosen by arrows or touch; or a line, or some lines.
Rectangle {
    id: panel
    objectName: "flow"
    readonly property var view: screen.view
    readonly property var flow: view.flow
    readonly property bool isLines: flow.kind === "lines"
    readonly property bool hasField: flow.kind === "line" || (flow.kind === "option" && !flow.is_grave)
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.quiet_border
    border.color: flow.is_grave ? Theme.red : Theme.ink

    readonly property string typed: flow.typed
    onTypedChanged: if (isLines && lines.text !== typed) lines.text = typed
    readonly property string key: flow.title + flow.kind + flow.turn
    onKeyChanged: take()
    onVisibleChanged: take()
    function take() {
        if (!visible || !flow.is_open) return
        if (isLines) { lines.text = flow.typed; lines.forceActiveFocus(); lines.selectAll() }
        else if (hasField) field.open()
        else panel.forceActiveFocus()
    }
    Keys.onPressed: event => event.accepted = panel.pressed(event)
    function pressed(event) {
        if (event.key === Qt.Key_Escape) { screen.leave(); return true }
        if (event.key === Qt.Key_Up || event.key === Qt.Key_Down) { screen.step(event.key === Qt.Key_Up ? -1 : 1); return true }
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) { if (!event.isAutoRepeat) screen.confirm(); return true }
        return false
    }

    Words {
        id: about
        x: 20; y: 16
        visible: text !== ""
        text: panel.flow.about; size: 18; color: Theme.ink2; lines: 1.2
    }
    Words {
        x: 20; y: 40
        width: parent.width - 110
        text: panel.flow.title; size: 24; bold: true; lines: 1.2
        color: panel.flow.is_grave ? Theme.red : Theme.ink
    }
    Words {
        anchors.right: parent.right; anchors.rightMargin: 20
        y: 46; text: panel.flow.place; size: 18; color: Theme.ink2; lines: 1.2
    }
    Field {
        id: field
        objectName: "flowField"
        visible: panel.hasField
        x: 16; y: 84; width: parent.width - 32; height: 52; size: 22; asksSize: 17
        most: panel.flow.most; typed: panel.flow.typed; asks: panel.flow.asks
        onEdited: text => screen.type_flow(text)
        onAccepted: screen.confirm()
        Keys.onPressed: event => event.accepted = event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter && panel.pressed(event)
    }
    Rectangle {
        visible: panel.isLines
        x: 16; y: 84; width: parent.width - 32; height: 430
        color: Theme.surface
        radius: Theme.radius
        border.width: lines.activeFocus ? Theme.quiet_border : Theme.border
        border.color: lines.activeFocus ? Theme.ink : Theme.edge
        Flickable {
            id: page
            anchors.fill: parent
            anchors.margins: 12
            clip: true
            contentWidth: width
            contentHeight: lines.contentHeight
            boundsBehavior: Flickable.StopAtBounds
            TextEdit {
                id: lines
                objectName: "lines"
                width: page.width
                height: Math.max(page.height, contentHeight)
                font.family: Theme.font
                font.pixelSize: 20
                color: Theme.ink
                selectionColor: Theme.track
                selectedTextColor: Theme.ink
                selectByMouse: true
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.Wrap
                onTextChanged: if (panel.isLines && text !== panel.flow.typed) screen.type_flow(text)
                onCursorRectangleChanged: {
                    if (cursorRectangle.y < page.contentY) page.contentY = cursorRectangle.y
                    else if (cursorRectangle.y + cursorRectangle.height > page.contentY + page.height)
                        page.contentY = cursorRectangle.y + cursorRectangle.height - page.height
                }
                Keys.onPressed: event => {
                    if (event.key === Qt.Key_Escape) { event.accepted = true; screen.leave() }
                    else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && event.modifiers & Qt.ControlModifier) {
                        event.accepted = true
                        screen.confirm()
                    }
                }
            }
        }
        Words {
            visible: lines.text === ""
            x: 14; y: 12; width: parent.width - 28
            text: panel.flow.asks; size: 18; color: Theme.ink2; lines: 1.3; wrapMode: Text.Wrap
        }
    }
    Column {
        id: options
        visible: !panel.isLines && panel.flow.kind !== "line"
        x: 16
        y: panel.hasField ? 148 : 92
        width: parent.width - 32
        Repeater {
            model: panel.view.options
            delegate: OptionRow { required property var row; required property int index; width: options.width; given: row; place: index; isList: panel.flow.kind === "list" }
        }
        Words {
            visible: text !== ""
            width: parent.width; height: 60
            text: panel.flow.none; size: 18; color: Theme.ink2; lines: 1.3; wrapMode: Text.Wrap
        }
    }
    Words {
        x: 20; y: 532
        width: parent.width - 40; elide: Text.ElideRight
        text: panel.flow.hint; size: 15; color: Theme.ink2; lines: 1.2
    }
    Row {
        x: 16; y: 564
        spacing: 8
        DeskKey { width: 128; height: 72; given: panel.flow.back; size: 20 }
        DeskKey { width: 248; height: 72; given: panel.flow.confirm; size: 22 }
    }
}
