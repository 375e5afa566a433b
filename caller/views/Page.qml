import QtQuick
import Look

// The caller as a page of 960 × 640: ticket and keys on the left, who waits on the right.
Rectangle {
    id: page
    readonly property var view: screen.view
    width: 960; height: 640
    color: Theme.paper
    focus: true
    readonly property bool isTyping: view.choice.is_open || view.sign_in.is_open || view.login.is_open
    onIsTypingChanged: if (!isTyping) forceActiveFocus()
    Keys.onPressed: event => event.accepted = screen.key(event.key, event.modifiers, event.isAutoRepeat)

    PageHead { width: 960; height: 60 }
    TicketPanel { x: 24; y: 84; width: 560; height: 284 }

    CallerKey { x: 24; y: 384; width: 218; height: 104; isMain: true; size: 32; smallest: 22; inset: 14
        given: page.view.buttons.main }
    Repeater {
        model: ["finish", "recall", "missed"]
        delegate: CallerKey {
            required property string modelData
            required property int index
            x: 252 + 114 * index; y: 384; width: 104; height: 104; size: 24; smallest: 17
            given: page.view.buttons[modelData]
        }
    }
    Repeater {
        model: ["park", "transfer", "pick", "walk", "outcome"]
        delegate: CallerKey {
            required property string modelData
            required property int index
            x: 24 + 114 * index; y: 498; width: 104; height: 72; size: 20; smallest: 16
            given: page.view.buttons[modelData]
        }
    }
    Lists { visible: !page.view.choice.is_open && !page.view.login.is_open; x: 616; y: 84; width: 320; height: 486 }
    Choice { visible: page.view.choice.is_open; x: 616; y: 84; width: 320; height: 486 }
    SignInPanel { visible: page.view.login.is_open; x: 616; y: 84; width: 320; height: 486 }
    PageFoot { y: 588; width: 960; height: 52 }
}
