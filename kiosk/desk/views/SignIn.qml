import QtQuick
import Look

// Signing in where the hall lists its staff, or choosing a password of one's own.
Rectangle {
    id: panel
    objectName: "signIn"
    readonly property var login: screen.view.login
    width: 416; height: column.height + 48
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.quiet_border
    border.color: Theme.ink
    readonly property bool isOpen: visible && login.is_open
    readonly property int tries: login.tries
    onIsOpenChanged: open()
    onTriesChanged: open()
    Component.onCompleted: open()
    function open() {
        if (!isOpen) return
        if (!login.is_changing && login.person === "") person.open()
        else password.open()
    }
    Column {
        id: column
        x: 24; y: 20
        width: parent.width - 48
        spacing: 8
        Words { text: panel.login.title; size: 24; bold: true; lines: 1.3 }
        Words { visible: !panel.login.is_changing; text: panel.login.person_asks; size: 16; color: Theme.ink2; lines: 1.2 }
        Field {
            id: person
            objectName: "person"
            visible: !panel.login.is_changing
            width: parent.width; height: 52
            typed: panel.login.person
            onEdited: text => screen.type_in("person", text)
            onAccepted: password.open()
        }
        Words { text: panel.login.password_asks; size: 16; color: Theme.ink2; lines: 1.2 }
        Field {
            id: password
            objectName: "password"
            width: parent.width; height: 52
            isSecret: true; most: 64; tries: panel.login.tries
            onEdited: text => screen.type_in("password", text)
            onAccepted: panel.login.is_changing ? again.open() : screen.confirm()
        }
        Words { visible: panel.login.is_changing; text: panel.login.again_asks; size: 16; color: Theme.ink2; lines: 1.2 }
        Field {
            id: again
            objectName: "again"
            visible: panel.login.is_changing
            width: parent.width; height: 52
            isSecret: true; most: 64; tries: panel.login.tries
            onEdited: text => screen.type_in("again", text)
            onAccepted: screen.confirm()
        }
        Words { width: parent.width; text: panel.login.hint; size: 16; color: Theme.ink2; lines: 1.35; wrapMode: Text.Wrap }
        Words {
            objectName: "why"
            visible: text !== ""
            width: parent.width; text: panel.login.why; size: 18; bold: true; color: Theme.red; lines: 1.35; wrapMode: Text.Wrap
        }
        DeskKey { width: parent.width; height: 60; given: panel.login.confirm; isInline: true; size: 22 }
    }
    Keys.onPressed: event => { if (event.key === Qt.Key_Escape) { event.accepted = true; screen.leave() } }
}
