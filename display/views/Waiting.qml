import QtQuick
import Look

// How many wait, by series.
Item {
    id: list
    readonly property int heading: parent && parent.place ? parent.place.heading : 0

    PartHeading {
        visible: list.heading > 0
        key: "board.waiting"
        page: screen.view.waiting_page
        size: parent.width > 900 ? 30 : 28
        width: parent.width
    }
    Repeater {
        model: screen.view.waiting
        delegate: WaitingLine {
            required property var row
            waiting: row
            isOld: screen.view.page === "stale"
            isFirst: row.is_first
            x: row.spot.x
            y: row.spot.y
            width: row.spot.w
            height: row.spot.h
        }
    }
    Paused {
        // Where the layout has no line for them they take the last place of the list.
        readonly property var last: screen.view.waiting_paused
        visible: screen.view.paused !== "" && last.w > 0
        isRow: true
        x: last.x
        y: last.y
        width: last.w
        height: last.h
    }
}
