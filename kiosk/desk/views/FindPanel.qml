import QtQuick
import Look

// Finding a ticket or an appointment, what is known of it, and what can be done with it.
Item {
    id: panel
    readonly property var view: screen.view
    readonly property bool isFound: view.found.number !== "" || view.found.text !== ""
    function open() { field.open() }

    Words { y: 6; text: panel.view.find_title; size: 24; bold: true; lines: 1.2 }
    Field {
        id: field
        objectName: "findField"
        y: 48
        width: parent.width; height: 56; size: 24; asksSize: 16; icon: "search"; most: 200
        typed: panel.view.typed; asks: panel.view.find_asks
        onEdited: text => screen.type(text)
        onAccepted: text => screen.find(text)
        Keys.onPressed: event => event.accepted = event.key === Qt.Key_Escape ? screen.key(event.key, event.modifiers, "", false) : false
    }
    Rectangle {
        objectName: "card"
        y: 116
        width: parent.width; height: 292
        color: panel.isFound ? Theme.surface : Theme.paper
        radius: Theme.radius
        border.width: Theme.border
        border.color: panel.isFound ? Theme.edge : Theme.line
        TicketCard { anchors.fill: parent; anchors.margins: 20; visible: panel.isFound }
        Words {
            visible: !panel.isFound
            anchors.centerIn: parent
            width: parent.width - 60
            horizontalAlignment: Text.AlignHCenter
            text: panel.view.missed !== "" ? panel.view.missed : panel.view.empty
            size: 20; lines: 1.4; wrapMode: Text.Wrap
            bold: panel.view.missed !== ""
            color: panel.view.missed !== "" ? Theme.red : Theme.ink2
        }
    }
    Grid {
        y: 420
        columns: 3
        columnSpacing: 8
        rowSpacing: 8
        Repeater {
            model: panel.view.acts
            delegate: DeskKey {
                required property var row
                given: row
                width: (416 - 16) / 3; height: 72; size: Texts.language === "en" ? 16 : 20; smallest: 14
            }
        }
    }
}
