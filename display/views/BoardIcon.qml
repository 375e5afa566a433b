import QtQuick
import QtQuick.Window
import Look

// An icon as sharp as its words on a screen larger than the drawing: 4K is drawn at twice the size.
Icon {
    readonly property real grain: Math.max(1, Math.min(Window.width / screen.view.width, Window.height / screen.view.height))
    sourceSize: Qt.size(Math.ceil(size * grain), Math.ceil(size * grain))
}
