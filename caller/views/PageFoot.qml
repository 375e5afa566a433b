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
        CountedText { id: mean; parts: foot.view.mean; size: 18; numberSize: 19 }
        Name {
            visible: foot.view.profile !== ""
            anchors.baseline: mean.baseline; anchors.baselineOffset: 0
            objectName: "profile"
            width: Math.min(implicitWidth, keys.x - 24 - parent.x - x)
            text: foot.view.profile; size: 18; smallest: 15; bold: false; mostLines: 1; color: Theme.ink2
        }
    }
    Row {
        id: keys
        anchors.right: parent.right; anchors.rightMargin: 24
        y: 8
        spacing: 12
        CallerKey { isInline: true; height: 38; size: 18; given: foot.view.buttons.further }
        CallerKey { isInline: true; height: 38; size: 18; given: foot.view.buttons.pause }
        CallerKey { isInline: true; height: 38; size: 18; given: foot.view.buttons.sign_out }
    }
}
