import QtQuick
import Look

// The ink ground of the bottom bar with its keys, each at its place on the whole drawing.
Item {
    // A little more than the page: the picture moves against burn-in.
    Rectangle { x: -40; y: 1712; width: 1160; height: 248; color: Theme.ink }
    Repeater {
        model: screen.view.bar
        delegate: KeyButton {}
    }
}
