import QtQuick
import Look

// Who waits, who comes next, who was put aside.
Column {
    id: lists
    readonly property var view: screen.view
    Item {
        width: lists.width; height: 41
        Words { y: 8; text: lists.view.waiting_title; size: 22; bold: true; lines: 1.2 }
        CountedText {
            anchors.right: parent.right
            y: 0
            parts: lists.view.waiting; size: 18; numberSize: 32; color: Theme.ink
        }
        Rectangle { y: 40; width: parent.width; height: 1; color: Theme.line }
    }
    Repeater {
        model: lists.view.rows
        delegate: Item {
            id: row
            required property var row
            required property int index
            width: lists.width; height: 44
            Plate {
                visible: row.row.mark !== ""
                anchors.verticalCenter: parent.verticalCenter
                size: 30; letter: 20; text: row.row.mark; radius: 4
                fill: Theme.zones[(lists.view.colour - 1) % Theme.zones.length]
            }
            Name {
                objectName: "rowName"
                x: 42; anchors.verticalCenter: parent.verticalCenter
                width: longest.x - 42 - 8
                text: row.row.text; size: 19; smallest: 15; bold: false; mostLines: 1
            }
            Words {
                id: longest
                anchors.right: parent.right; anchors.rightMargin: 52
                anchors.verticalCenter: parent.verticalCenter
                text: row.row.quiet; size: 16; color: Theme.ink2; lines: 1.2
            }
            Words {
                id: count
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: row.row.strong; size: 24; bold: true; lines: 1.2
            }
            Rectangle { visible: row.index > 0; width: parent.width; height: 1; color: Theme.line }
        }
    }
    ListTitle { width: lists.width; text: lists.view.coming_title }
    TicketList { width: lists.width; height: 40 * lists.view.coming_room; rows: lists.view.coming; none: lists.view.none }
    ListTitle { width: lists.width; text: lists.view.aside_title }
    TicketList { width: lists.width; height: 80; rows: lists.view.aside; none: lists.view.none }
}
