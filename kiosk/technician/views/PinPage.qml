import QtQuick
import Look

// The PIN pad. The digits are seen as dots.
Item {
    id: pad
    property bool tall: true
    readonly property real cell: tall ? 200 : 132
    readonly property real gap: 16
    readonly property real breadth: 3 * cell + 2 * gap

    Column {
        id: head
        x: pad.tall ? 60 : 64; y: pad.tall ? 240 : 150
        width: pad.tall ? 960 : 520
        spacing: pad.tall ? 24 : 20
        Words { width: parent.width; text: Texts.say("technician.pin.title"); size: pad.tall ? 60 : 48; bold: true; lines: 1.2; wrapMode: Text.Wrap; horizontalAlignment: pad.tall ? Text.AlignHCenter : Text.AlignLeft }
        Words { width: parent.width; text: Texts.say("technician.pin.hint"); size: pad.tall ? 32 : 26; color: Theme.ink2; wrapMode: Text.Wrap; horizontalAlignment: pad.tall ? Text.AlignHCenter : Text.AlignLeft }
        Rectangle {
            x: pad.tall ? (parent.width - width) / 2 : 0
            width: pad.tall ? pad.breadth : 440; height: pad.tall ? 120 : 96
            radius: Theme.radius; color: Theme.surface; border.width: Theme.border; border.color: Theme.edge
            Words { objectName: "technician-typed"; anchors.centerIn: parent; text: screen.technician.view.typed; size: pad.tall ? 52 : 44; lines: 1.2; font.letterSpacing: 12 }
        }
        Words { objectName: "technician-note"; width: parent.width; height: pad.tall ? 56 : 84; text: screen.technician.view.note; size: pad.tall ? 36 : 28; bold: true; color: Theme.red; wrapMode: Text.Wrap; verticalAlignment: Text.AlignTop; horizontalAlignment: pad.tall ? Text.AlignHCenter : Text.AlignLeft }
    }
    Grid {
        x: pad.tall ? (1080 - pad.breadth) / 2 : 1280 - 64 - pad.breadth
        y: pad.tall ? 720 : (800 - height) / 2
        columns: 3; spacing: pad.gap
        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"]
            delegate: TouchButton {
                required property string modelData
                objectName: "technician-" + (modelData === "*" ? "rub" : modelData === "#" ? "enter" : modelData)
                width: pad.cell; height: pad.tall ? 176 : 132
                kind: modelData === "#" ? "ink" : modelData === "*" ? "quiet" : "plain"
                text: modelData === "*" ? Texts.say("technician.pin.rub") : modelData === "#" ? Texts.say("technician.pin.enter") : modelData
                size: modelData === "*" || modelData === "#" ? (pad.tall ? 38 : 28) : (pad.tall ? 60 : 48)
                secondSize: 20
                isReady: screen.technician.view.can_type
                guardMs: 80
                onTouched: screen.technician.type(modelData)
            }
        }
    }
    DeskKey {
        what: "leave"; icon: "back"
        x: pad.tall ? (1080 - pad.breadth) / 2 : 64
        y: pad.tall ? 1640 : 616
        width: pad.tall ? pad.breadth : 440; height: pad.tall ? 140 : 112
    }
}
