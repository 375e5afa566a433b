import QtQuick
import Look

// Signing in with a password, as a panel above the bar.
Rectangle {
    id: strip
    readonly property var login: screen.view.login
    width: 720; height: 124
    color: Theme.surface
    Keys.onPressed: event => event.accepted = screen.key(event.key, event.modifiers, event.isAutoRepeat)

    Words { x: 16; y: 6; text: strip.login.title; size: 17; bold: true; lines: 1.2 }
    SignInFields {
        x: 16; y: 33
        hasLabels: false
        fieldWidth: 336; fieldHeight: 42; size: 20
    }
    Words {
        objectName: strip.login.why === "" ? "hint" : "why"
        x: 16; y: 79; width: parent.width - 32
        text: strip.login.why === "" ? strip.login.hint : strip.login.why
        size: 15; lines: 1.3; bold: strip.login.why !== ""
        color: strip.login.why === "" ? Theme.ink2 : Theme.red
        wrapMode: Text.Wrap; maximumLineCount: 2; elide: Text.ElideRight
    }
    Rectangle { anchors.fill: parent; color: "transparent"; border.width: 2; border.color: Theme.ink }
}
