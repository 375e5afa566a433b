import QtQuick
import Look

// A window's terminal: the bar or the page, drawn at its own size and scaled to the window.
Rectangle {
    id: root
    readonly property bool isBar: screen.view.form === "bar"
    color: isBar ? Theme.surface : Theme.paper

    Loader {
        id: stage
        objectName: "stage"
        width: root.isBar ? 720 : 960
        height: root.isBar ? 96 : 640
        anchors.centerIn: parent
        scale: Math.min(root.width / width, root.height / height)
        focus: true
        source: root.isBar ? "Bar.qml" : "Page.qml"
    }
}
