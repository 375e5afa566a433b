import QtQuick
import Look

// The bar's field: the number and how it stands, the hall's answer, a choice, or the sign-in.
Rectangle {
    id: field
    readonly property var view: screen.view
    readonly property bool isPlain: !view.choice.is_open && !view.sign_in.is_open && (!view.is_note_passing || isBrief)
    readonly property bool isCalling: view.face === "calling"
    readonly property color words: isCalling ? Theme.on_amber : view.face === "trouble" ? Theme.red : Theme.ink
    readonly property color quiet: isCalling ? Theme.on_amber : Theme.ink
    readonly property real inner: width - 28
    readonly property bool isBrief: view.is_note_passing && !view.sign_in.is_open && noteMetrics.advanceWidth <= inner - 4
    color: isCalling ? Theme.amber : view.face === "paused" ? Theme.closed : Theme.surface

    TextMetrics { id: noteMetrics; font.family: Theme.font; font.pixelSize: 15; text: field.view.note }

    // number or state, with the time
    Item {
        visible: field.isPlain
        anchors.fill: parent
        NumberText {
            id: number
            objectName: "number"
            x: 14; y: 8 + (44 - size) * 0.5
            text: field.view.number || field.view.headline
            wanted: 44; room: field.inner - (elapsed.text === "" || !elapsed.visible ? 0 : elapsed.width + 10)
            color: field.words
        }
        Words {
            id: elapsed
            visible: !field.view.is_more_open
            anchors.right: parent.right; anchors.rightMargin: 14
            y: 24
            text: field.view.elapsed; size: 20; bold: true; color: field.quiet; lines: 1.0
        }
        Name {
            objectName: "caption"
            visible: !field.view.is_more_open
            x: 14; y: 61 + (17 - shownSize) / 2
            width: field.inner - (state.visible ? state.width + 8 : 0)
            text: field.isBrief ? field.view.note : field.view.caption
            size: 17; smallest: 14; bold: field.isBrief && field.view.is_note_red; mostLines: 1
            color: field.isBrief && field.view.is_note_red && !field.isCalling ? Theme.red : field.quiet
        }
        Words {
            id: state
            x: field.view.is_more_open ? 14 : parent.width - width - 14; y: 61
            visible: field.view.number !== "" && (!field.isBrief || field.view.is_more_open)
            text: field.view.state; size: 17; color: field.quiet; lines: 1.2
        }
    }

    // what the hall answered, or what can be taken back
    Item {
        visible: field.view.is_note_passing && !field.isBrief && !field.view.choice.is_open
        anchors.fill: parent
        Words {
            id: noteHead
            visible: !field.view.sign_in.is_open
            x: 14; y: 5
            text: field.view.number || field.view.headline
            size: 20; bold: true; color: field.words; lines: 1.2
        }
        Words {
            visible: !field.view.is_more_open
            anchors.right: parent.right; anchors.rightMargin: 14; anchors.baseline: noteHead.baseline
            text: field.view.elapsed; size: 16; color: field.quiet; lines: 1.2
        }
        Words {
            objectName: "note"
            x: 14; y: field.view.sign_in.is_open ? 5 : 32
            width: field.inner
            text: field.view.note
            size: field.view.sign_in.is_open ? 14 : 15; lines: 1.25; bold: field.view.is_note_red
            color: field.isCalling ? Theme.on_amber : field.view.is_note_red ? Theme.red : Theme.ink
            wrapMode: Text.Wrap; maximumLineCount: field.view.sign_in.is_open ? 2 : 3; elide: Text.ElideRight
        }
    }

    // one of several, narrowed down by typing
    Item {
        visible: field.view.choice.is_open
        anchors.fill: parent
        Words { x: 14; y: 5; text: field.view.choice.title; size: 15; color: field.quiet; lines: 1.2 }
        Words {
            anchors.right: parent.right; anchors.rightMargin: 14
            y: 5; text: field.view.choice.place; size: 15; color: field.quiet; lines: 1.2
        }
        Row {
            id: option
            x: 14; y: 25
            spacing: 8
            Words {
                id: mark
                visible: text !== ""
                text: field.view.choice.mark; size: 22; bold: true; color: field.quiet; lines: 1.2
            }
            Name {
                objectName: "option"
                width: field.inner - (mark.visible ? mark.width + 8 : 0)
                text: field.view.choice.text; size: 22; smallest: 15; mostLines: 1; color: field.quiet
            }
        }
        Entry { x: 12; y: 57; width: field.width - 24; height: 30; size: 17
            isOpen: field.view.choice.is_open; most: field.view.choice.most; typed: field.view.choice.typed; asks: field.view.choice.asks }
    }

    // the clerk's number
    Item {
        visible: field.view.sign_in.is_open && !field.view.is_note_passing
        anchors.fill: parent
        Words { x: 14; y: 7; text: field.view.headline; size: 18; bold: true; lines: 1.2 }
    }
    Entry {
        visible: field.view.sign_in.is_open
        x: 12; y: 45; width: field.width - 24; height: 42; size: 22
        isOpen: field.view.sign_in.is_open
        typed: field.view.sign_in.typed; asks: field.view.sign_in.asks
    }
}
