import QtQuick
import Look

// Tickets one below the other, in a place that stays as high as it is; a word where there are none.
Item {
    id: list
    property var rows
    property string none
    Column {
        id: column
        width: parent.width
        Repeater { id: each; model: list.rows; delegate: TicketRow { width: column.width } }
    }
    Words { visible: each.count === 0; y: 8; text: list.none; size: 18; color: Theme.ink2; lines: 1.2 }
}
