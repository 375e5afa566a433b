import QtQuick
import Look

// Every window of the zone with the number it calls or serves, or in a word how it stands.
Item {
    id: table
    readonly property int heading: parent && parent.place ? parent.place.heading : 0
    property real pulse: 0

    SequentialAnimation {
        running: screen.view.is_pulsing && Theme.is_moving
        loops: Animation.Infinite
        onRunningChanged: if (!running) table.pulse = 0
        NumberAnimation { target: table; property: "pulse"; from: 0; to: 0.6; duration: 500; easing.type: Easing.OutQuad }
        NumberAnimation { target: table; property: "pulse"; from: 0.6; to: 0; duration: 500; easing.type: Easing.OutQuad }
    }
    PartHeading {
        visible: table.heading > 0
        key: "board.windows.title"
        page: screen.view.cells_page
        width: parent.width
    }
    Repeater {
        model: screen.view.cells
        delegate: WindowCell {
            required property var row
            cell: row
            pulse: row.is_pulsing ? table.pulse : 0
            x: row.spot.x
            y: row.spot.y
            width: row.spot.w
            height: row.spot.h
        }
    }
}
