import QtQuick
import Look

// The calls in amber, newest on top, and the history under them. One pulse drives all bands, and only while one pulses.
Item {
    id: calls
    property bool tall
    readonly property int lane: tall ? 984 : 1240
    readonly property int pitch: tall ? 208 : 172
    readonly property int from_y: tall ? 252 : 176
    property real pulse: 0

    SequentialAnimation {
        running: screen.view.is_pulsing && Theme.is_moving
        loops: Animation.Infinite
        onRunningChanged: if (!running) calls.pulse = 0
        NumberAnimation { target: calls; property: "pulse"; from: 0; to: 0.6; duration: 500; easing.type: Easing.OutQuad }
        NumberAnimation { target: calls; property: "pulse"; from: 0.6; to: 0; duration: 500; easing.type: Easing.OutQuad }
    }

    Words {
        id: heading
        visible: screen.view.page !== "quiet"
        x: 84
        y: calls.from_y - (calls.tall ? 54 : 48)
        text: screen.view.page === "calling" ? Texts.say("board.calling") : Texts.say("board.called")
        size: calls.tall ? 30 : 28; lines: 1.2; color: Theme.ash
    }
    Words {
        visible: heading.visible
        anchors.left: heading.right
        anchors.leftMargin: 10
        anchors.baseline: heading.baseline
        text: screen.view.page === "calling" ? Texts.other("board.calling") : Texts.other("board.called")
        size: calls.tall ? 26 : 24; color: Theme.ash
    }
    Repeater {
        model: screen.view.bands
        delegate: CallBand {
            required property var row
            required property int index
            call: row
            tall: calls.tall
            pulse: row.is_pulsing ? calls.pulse : 0
            x: 48
            y: calls.from_y + index * calls.pitch
            width: calls.lane
            height: calls.tall ? 200 : 164
        }
    }
    Repeater {
        id: older
        model: screen.view.history
        delegate: CallLine {
            required property var row
            required property int index
            call: row
            tall: calls.tall
            size: screen.view.lines.size
            hasRule: index < older.count - 1
            x: 48
            y: screen.view.lines.y + index * screen.view.lines.height
            width: calls.lane
            height: screen.view.lines.height
        }
    }
    Column {
        visible: screen.view.page === "quiet"
        x: 84
        y: calls.tall ? 600 : 440
        width: calls.lane - 72
        spacing: 16
        Words { width: parent.width; text: screen.view.title.text; size: 72; lines: 1.2; color: Theme.ash; wrapMode: Text.Wrap }
        Words { width: parent.width; text: screen.view.title.second; size: 40; lines: 1.3; color: Theme.ash; wrapMode: Text.Wrap }
    }
}
