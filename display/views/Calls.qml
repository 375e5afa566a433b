import QtQuick
import Look

// The calls in amber, newest on top, and the history under them. One pulse drives all bands, and only while one pulses.
Item {
    id: calls
    readonly property int heading: parent && parent.place ? parent.place.heading : 0
    readonly property bool isQuiet: screen.view.page === "quiet"
    readonly property bool isOld: screen.view.page === "stale"
    property real pulse: 0

    SequentialAnimation {
        running: screen.view.is_pulsing && Theme.is_moving
        loops: Animation.Infinite
        onRunningChanged: if (!running) calls.pulse = 0
        NumberAnimation { target: calls; property: "pulse"; from: 0; to: 0.6; duration: 500; easing.type: Easing.OutQuad }
        NumberAnimation { target: calls; property: "pulse"; from: 0.6; to: 0; duration: 500; easing.type: Easing.OutQuad }
    }

    PartHeading {
        visible: !calls.isQuiet && calls.heading > 0
        key: screen.view.page === "calling" ? "board.calling" : "board.called"
        inset: calls.width > 700 ? 36 : 0
        size: calls.heading > 50 ? 30 : 28
        width: parent.width
    }
    Repeater {
        model: screen.view.bands
        delegate: CallBand {
            required property var row
            required property int index
            call: row
            pulse: row.is_pulsing ? calls.pulse : 0
            x: row.spot.x
            y: row.spot.y
            width: row.spot.w
            height: row.spot.h
        }
    }
    Repeater {
        id: older
        model: screen.view.history
        delegate: CallLine {
            required property var row
            required property int index
            call: row
            isOld: calls.isOld
            hasRule: index < older.count - 1
            x: row.spot.x
            y: row.spot.y
            width: row.spot.w
            height: row.spot.h
        }
    }
    Column {
        visible: calls.isQuiet
        x: calls.width > 700 ? 36 : 0
        y: Math.max(calls.heading, calls.height * 0.37)
        width: parent.width - 2 * x
        spacing: 16
        Words { width: parent.width; text: screen.view.title.text; size: calls.width > 700 ? 72 : 48; lines: 1.2; color: Theme.ash; wrapMode: Text.Wrap }
        Words { width: parent.width; text: screen.view.title.second; size: calls.width > 700 ? 40 : 30; lines: 1.3; color: Theme.ash; wrapMode: Text.Wrap }
    }
}
