import QtQuick
import Look

// Signing in with a password, on the page, in the place of the lists; the ticket at the window stays in sight.
Rectangle {
    id: panel
    readonly property var login: screen.view.login
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.quiet_border
    border.color: Theme.ink

    Words {
        x: 16; y: 14; width: parent.width - 32
        text: panel.login.title; size: 22; bold: true; lines: 1.2; wrapMode: Text.Wrap
    }
    SignInFields { id: fields; x: 16; y: 56 }
    Words {
        id: hint
        x: 16; y: fields.y + fields.height + 14; width: parent.width - 32
        text: panel.login.hint; size: 16; color: Theme.ink2; lines: 1.35; wrapMode: Text.Wrap
    }
    Words {
        objectName: "why"
        x: 16; y: hint.y + hint.height + 10; width: parent.width - 32
        visible: text !== ""
        text: panel.login.why; size: 18; bold: true; color: Theme.red; lines: 1.35; wrapMode: Text.Wrap
    }
}
