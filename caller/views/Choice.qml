import QtQuick
import Look

// One of several, on the page: type to narrow down, up and down, Enter; or touch a line.
Rectangle {
    id: choice
    readonly property var view: screen.view
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.quiet_border
    border.color: Theme.ink

    Words { x: 20; y: 14; text: choice.view.choice.title; size: 22; bold: true; lines: 1.2 }
    Words {
        anchors.right: parent.right; anchors.rightMargin: 20
        y: 17; text: choice.view.choice.place; size: 18; color: Theme.ink2; lines: 1.2
    }
    Entry {
        x: 16; y: 52; width: parent.width - 32; height: 48; size: 22
        isOpen: choice.view.choice.is_open; most: choice.view.choice.most; typed: choice.view.choice.typed; asks: choice.view.choice.asks
    }
    Column {
        x: 16; y: 112
        width: parent.width - 32
        Repeater {
            model: choice.view.options
            delegate: Rectangle {
                id: option
                required property var row
                required property int index
                objectName: "option" + index
                width: parent.width; height: 36
                radius: 4
                color: option.row.is_chosen ? Theme.ink : Theme.surface
                readonly property color words: option.row.is_chosen ? Theme.on_ink : Theme.ink
                NumberText {
                    id: mark
                    x: 10; anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -1
                    text: option.row.mark; wanted: 18; room: 64; lines: 1.2; color: option.words
                }
                Name {
                    objectName: "rowName"
                    x: option.row.mark === "" ? 10 : Math.max(34, mark.x + mark.width + 12)
                    anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -1
                    width: parent.width - x - 10
                    text: option.row.text; size: 18; smallest: 15; bold: false; mostLines: 1; color: option.words
                }
                MouseArea { anchors.fill: parent; onClicked: screen.choose(option.index) }
            }
        }
    }
    Words {
        x: 20; anchors.bottom: parent.bottom; anchors.bottomMargin: 22
        width: parent.width - 150
        text: choice.view.choice.hint; size: 15; color: Theme.ink2; lines: 1.3; wrapMode: Text.Wrap
    }
    StepKey {
        anchors.right: parent.right; anchors.rightMargin: 16
        anchors.bottom: parent.bottom; anchors.bottomMargin: 14
        width: 96; height: 52
        sign: "Esc"; text: choice.view.choice.back
        onTouched: screen.leave()
    }
}
