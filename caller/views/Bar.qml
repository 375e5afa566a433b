import QtQuick
import QtQuick.Window
import Look

// The caller as a strip of 720 × 96 that stays above the clerk's own programs.
Rectangle {
    id: bar
    readonly property var view: screen.view
    readonly property color zone: Theme.zones[(view.colour - 1) % Theme.zones.length]
    width: 720; height: 96
    color: Theme.surface
    focus: true
    readonly property bool isTyping: view.choice.is_open || view.sign_in.is_open || view.login.is_open
    onIsTypingChanged: if (!isTyping) forceActiveFocus()
    Keys.onPressed: event => event.accepted = screen.key(event.key, event.modifiers, event.isAutoRepeat)

    Rectangle {
        id: plate
        objectName: "plate"
        x: 2; y: 2; width: bar.view.is_more_open ? 6 : 78; height: 92
        color: bar.zone
        NumberText {
            visible: !bar.view.is_more_open
            anchors.horizontalCenter: parent.horizontalCenter
            y: 8
            text: bar.view.label; wanted: 46; room: 70; color: Theme.white
        }
        Words {
            visible: !bar.view.is_more_open
            anchors.horizontalCenter: parent.horizontalCenter
            y: 59
            text: bar.view.unit; size: 16; color: Theme.white; lines: 1.2
        }
        DragHandler { target: null; onActiveChanged: if (active) bar.Window.window.startSystemMove() }
    }
    BarField { x: plate.x + plate.width; y: 2; width: bar.view.is_more_open ? 86 : 222; height: 92 }

    CallerKey { x: 308; y: 8; width: 118; height: 80; isMain: true; size: 26; smallest: 18; inset: 8
        visible: !bar.view.is_more_open; given: bar.view.buttons.main }
    Row {
        visible: !bar.view.is_more_open && !bar.view.choice.is_open
        x: 432; y: 8; spacing: 6
        Repeater {
            model: ["recall", "missed", "finish"]
            delegate: CallerKey { required property string modelData; width: 74; height: 80; inset: 4; given: bar.view.buttons[modelData] }
        }
    }
    Row {
        visible: bar.view.choice.is_open
        x: 432; y: 8; spacing: 6
        StepKey { width: 74; height: 80; sign: "↑"; text: bar.view.choice.earlier; onTouched: screen.step(-1) }
        StepKey { width: 74; height: 80; sign: "↓"; text: bar.view.choice.later; onTouched: screen.step(1) }
        StepKey { width: 74; height: 80; sign: "Esc"; text: bar.view.choice.back; onTouched: screen.leave() }
    }
    Row {
        visible: bar.view.is_more_open
        x: 97; y: 8; spacing: 6
        Repeater {
            model: ["park", "transfer", "pick", "walk", "outcome", "further", "pause", "sign_out"]
            delegate: CallerKey { required property string modelData; width: 65; height: 80; size: 19; inset: 2; given: bar.view.buttons[modelData] }
        }
    }
    TouchTarget {
        id: more
        objectName: "more"
        x: 672; y: 8; width: 38; height: 80
        z: activeFocus ? 1 : 0
        activeFocusOnTab: isReady || activeFocus
        isReady: bar.view.buttons.more.is_ready
        spoken: bar.view.buttons.more.text
        onTouched: screen.press("more")
        Icon {
            anchors.centerIn: parent
            name: bar.view.is_more_open || bar.view.choice.is_open ? "back" : "more"
            size: 24
            color: !more.isReady ? Theme.ink2 : more.isDown ? Theme.on_ink : Theme.ink
        }
    }
    Rectangle { anchors.fill: parent; color: "transparent"; border.width: 2; border.color: Theme.ink }
}
