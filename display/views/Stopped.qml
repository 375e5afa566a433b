import QtQuick
import Look

// The hall is not reachable: a frame that says how old all this is, and the last numbers in ash.
Item {
    id: stopped
    property bool tall

    StaleBanner {
        x: 48; y: stopped.tall ? 228 : 148
        width: parent.width - 96
        height: stopped.tall ? 288 : 184
        color: Theme.night
        text: screen.view.title.text
        second: screen.view.details.join(stopped.tall ? "\n" : "   ")
        size: stopped.tall ? 60 : 66
        secondSize: stopped.tall ? 30 : 34
        iconSize: 96
        inset: 48
    }
    Repeater {
        id: last
        model: screen.view.history
        delegate: CallLine {
            required property var row
            required property int index
            call: row
            tall: stopped.tall
            isOld: true
            size: screen.view.lines.size
            hasRule: index < last.count - 1
            x: 48
            y: screen.view.lines.y + index * screen.view.lines.height
            width: stopped.tall ? 984 : 1240
            height: screen.view.lines.height
        }
    }
}
