import QtQuick
import Look

// The ink ground of the bottom bar with its keys, each at its place on the whole drawing.
Item {
    Rectangle { y: 1712; width: 1080; height: 208; color: Theme.ink }
    Repeater {
        model: screen.view.bar
        delegate: KeyButton {}
    }
}
