import QtQuick
import Look

// The ticket at the window: how it stands, its number as the biggest thing, what to know of it.
Rectangle {
    id: panel
    readonly property var view: screen.view
    readonly property bool isCalling: view.face === "calling"
    readonly property bool isTrouble: view.face === "trouble"
    readonly property bool isSigningIn: view.sign_in.is_open
    readonly property bool hasHead: view.number !== "" || isSigningIn
    readonly property color words: isCalling ? Theme.on_amber : isTrouble ? Theme.red : Theme.ink
    readonly property color quiet: isCalling ? Theme.on_amber : Theme.ink2
    readonly property color rule: isCalling ? Theme.on_amber : view.face === "paused" ? Theme.edge : Theme.line
    radius: Theme.radius
    color: isCalling ? Theme.amber : view.face === "paused" ? Theme.closed : isSigningIn ? "transparent" : Theme.surface
    border.width: 2
    border.color: isCalling ? Theme.ink : view.face === "closed" ? Theme.line : Theme.edge

    Words { id: state; visible: panel.hasHead; x: 26; y: 14; text: panel.view.state; size: 20; bold: true; color: panel.words; lines: 1.2 }
    Words {
        anchors.right: elapsed.left; anchors.rightMargin: 10
        anchors.baseline: elapsed.baseline
        text: panel.view.elapsed_label; size: 20; color: panel.quiet; lines: 1.2
    }
    Words {
        id: elapsed
        anchors.right: parent.right; anchors.rightMargin: 26
        anchors.baseline: state.baseline
        text: panel.view.elapsed; size: 28; bold: true; color: panel.words; lines: 1.2
    }
    Rectangle { visible: panel.hasHead; x: 2; y: 52; width: parent.width - 4; height: 1; color: panel.rule }

    NumberText {
        id: number
        objectName: "number"
        visible: panel.view.number !== ""
        x: 24; y: 60
        text: panel.view.number
        wanted: 124; room: 312
        color: panel.words
    }
    Column {
        visible: panel.view.number !== ""
        anchors.right: parent.right; anchors.rightMargin: 26
        anchors.verticalCenter: number.verticalCenter
        width: parent.width - 26 - 24 - number.width - 16
        spacing: 4
        Name {
            objectName: "caption"
            width: parent.width
            text: panel.view.number !== "" ? panel.view.caption : ""
            size: 26; smallest: 19; align: Text.AlignRight; color: panel.words
        }
        Words {
            width: parent.width
            text: panel.view.number === "" ? "" : waited.advanceWidth + 2 <= width ? panel.view.second : panel.view.second_lines
            size: 18; color: panel.quiet; lines: 1.35
            horizontalAlignment: Text.AlignRight; wrapMode: Text.Wrap
            TextMetrics { id: waited; font.family: Theme.font; font.pixelSize: 18; text: panel.view.second }
        }
    }
    Column {
        visible: panel.view.number === "" && !panel.isSigningIn
        x: 26; y: note.text === "" ? (parent.height - height) / 2 - 6 : (202 - height) / 2 + 4
        width: parent.width - 52
        spacing: 4
        Row {
            spacing: 20
            Icon {
                visible: name !== ""
                anchors.verticalCenter: parent.verticalCenter
                name: panel.view.face === "paused" ? "pause" : panel.isTrouble ? "warn" : ""
                size: 56; color: panel.words
            }
            NumberText { text: panel.view.headline; wanted: 68; room: panel.width - 132; color: panel.words; lines: 1.2 }
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: panel.view.number === "" ? panel.view.caption : ""
            size: 20; color: panel.isTrouble ? Theme.ink : panel.quiet; lines: 1.3; wrapMode: Text.Wrap
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: panel.view.number === "" ? panel.view.second : ""
            size: 20; color: panel.quiet; lines: 1.3; wrapMode: Text.Wrap
        }
    }
    Item {
        visible: panel.isSigningIn
        x: 26; y: 76
        Entry {
            width: 300; height: 72; size: 40
            isOpen: panel.isSigningIn
            typed: panel.view.sign_in.typed; asks: panel.view.sign_in.asks
        }
        Words { y: 86; text: panel.view.sign_in.hint; size: 20; color: Theme.ink2; lines: 1.3 }
    }

    Rectangle { visible: note.text !== ""; x: 26; y: 202; width: parent.width - 52; height: 1; color: panel.rule }
    Words {
        id: noteLabel
        x: 26; y: 229
        text: panel.view.note_label; size: 18; color: panel.quiet; lines: 1.3
    }
    Words {
        id: note
        objectName: "note"
        x: noteLabel.text === "" ? 26 : noteLabel.x + noteLabel.width + 16
        anchors.verticalCenter: noteLabel.verticalCenter
        width: panel.width - 26 - x
        text: panel.view.note
        size: panel.view.notes === "" || panel.view.is_note_passing ? 19 : 16
        bold: panel.view.is_note_passing; lines: 1.3
        color: panel.isCalling ? Theme.on_amber : panel.view.is_note_red ? Theme.red : Theme.ink
        wrapMode: Text.Wrap; maximumLineCount: panel.view.notes === "" ? 2 : 3; elide: Text.ElideRight
    }
}
