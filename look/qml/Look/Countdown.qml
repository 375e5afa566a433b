import QtQuick

// A bar that runs out: `share` goes from 1 to 0.
Rectangle {
    id: bar
    property real share: 1
    height: 10
    radius: 5
    color: Theme.track
    Rectangle {
        width: Math.round(parent.width * Math.max(0, Math.min(1, bar.share)))
        height: parent.height
        radius: parent.radius
        color: Theme.ink
    }
}
