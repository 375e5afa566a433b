import QtQuick
import Look

// What was done today, and the keys of the session.
Item {
    id: foot
    readonly property var view: screen.view
    Rectangle { width: parent.width; height: 2; color: Theme.line }
    Row {
        x: 24; y: 15
        spacing: 28
        CountedText { parts: foot.view.done; size: 18; numberSize: 19 }
        CountedText { parts: foot.view.mean; size: 18; numberSize: 19 }
    }
    Row {
        anchors.right: parent.right; anchors.rightMargin: 24
        y: 8
        spacing: 12
        CallerKey { isInline: true; height: 38; size: 18; given: foot.view.buttons.pause }
        CallerKey { isInline: true; height: 38; size: 18; given: foot.view.buttons.sign_out }
    }
}
