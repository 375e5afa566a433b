import QtQuick
import Look

// The number, what it is for and how it stands, where to wait, and its story.
Item {
    id: card
    readonly property var found: screen.view.found

    NumberText {
        id: number
        visible: text !== ""
        text: card.found.number; wanted: 72; room: 178
        anchors.verticalCenter: top.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
    }
    Column {
        id: top
        x: number.visible ? Math.min(194, number.width + 20) : 0
        width: parent.width - x
        spacing: 4
        Words { visible: text !== ""; width: parent.width; elide: Text.ElideRight; text: card.found.text; size: 28; bold: true; lines: 1.2 }
        Name { width: parent.width; text: card.found.service; size: 20; smallest: 15; mostLines: 2 }
        CountedText { parts: card.found.state; size: 18; numberSize: 22; room: parent.width }
    }
    Line { id: rule; y: 88; width: parent.width; height: 1 }
    Row {
        id: place
        y: 98
        spacing: 10
        Icon {
            visible: card.found.side === "left"
            name: "left"; size: 24; color: card.found.colour || Theme.ink; anchors.verticalCenter: where.verticalCenter
        }
        Words { id: where; text: card.found.zone; size: 18; bold: true; color: card.found.colour || Theme.ink; lines: 1.2 }
        Icon {
            visible: card.found.side === "right"
            name: "right"; size: 24; color: card.found.colour || Theme.ink; anchors.verticalCenter: where.verticalCenter
        }
        Words {
            width: Math.min(implicitWidth, card.width - where.width - 50); elide: Text.ElideRight
            text: card.found.windows; size: 18; lines: 1.2
        }
    }
    Words {
        id: facts
        y: 126
        visible: text !== ""
        width: parent.width; elide: Text.ElideRight
        text: card.found.facts; size: 16; color: Theme.ink2; lines: 1.2
    }
    Line { y: 152; width: parent.width; height: 1; visible: story.count > 0 }
    Column {
        y: 160
        width: parent.width
        spacing: 2
        Repeater {
            id: story
            model: screen.view.story
            delegate: Item {
                required property var row
                width: parent.width; height: 22
                Words { id: time; text: row.time; size: 17; bold: true; lines: 1.2 }
                Words {
                    x: 66; width: parent.width - x; elide: Text.ElideRight
                    text: row.text; size: 17; lines: 1.2; bold: row.is_red
                    color: row.is_red ? Theme.red : Theme.ink
                }
            }
        }
    }
}
