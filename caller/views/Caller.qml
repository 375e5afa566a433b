import QtQuick
import Look

// A window's terminal: the bar (with a panel above it for signing in, and for notes) or the page, scaled to the window.
Rectangle {
    id: root
    readonly property bool isBar: screen.view.form === "bar"
    readonly property real panelHeight: isBar && screen.view.login.is_open ? 124 : isBar && screen.view.notes !== "" ? 52 : 0
    color: isBar ? Theme.surface : Theme.paper

    Item {
        id: sheet
        width: root.isBar ? 720 : 960
        height: (root.isBar ? 96 : 640) + root.panelHeight
        anchors.centerIn: parent
        scale: Math.min(root.width / width, root.height / height)
        Loader {
            width: 720; height: root.panelHeight
            active: root.panelHeight > 0
            source: screen.view.login.is_open ? "SignInStrip.qml" : "NoteStrip.qml"
        }
        Loader {
            id: stage
            objectName: "stage"
            y: root.panelHeight
            width: sheet.width
            height: root.isBar ? 96 : 640
            focus: true
            source: root.isBar ? "Bar.qml" : "Page.qml"
        }
    }
}
