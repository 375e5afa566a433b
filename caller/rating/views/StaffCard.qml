import QtQuick
import Look

// Nobody is asked now: the card of who sits there, or why nobody can be served.
Item {
    id: card
    readonly property var view: screen.view
    readonly property bool isOpen: view.page === "idle"
    readonly property bool isTrouble: view.page === "stale" || view.page === "order" || view.page === "unknown"
    readonly property bool hasPhoto: isOpen && view.photo !== ""
    readonly property bool hasCard: isOpen && (view.name !== "" || view.job !== "")

    Rectangle {
        visible: card.hasPhoto
        width: 312; height: 416; y: 16
        radius: Theme.radius
        color: Theme.surface; border.width: 2; border.color: Theme.edge
        Image {
            objectName: "photo"
            anchors.fill: parent; anchors.margins: 8
            source: card.hasPhoto ? "file://" + card.view.photo : ""
            fillMode: Image.PreserveAspectFit; smooth: true; asynchronous: true
            sourceSize: Qt.size(592, 800)
        }
    }
    Column {
        visible: card.hasCard
        x: card.hasPhoto ? 360 : 0
        width: parent.width - x
        anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -8
        spacing: 14
        Name {
            objectName: "clerk"
            width: parent.width
            text: card.view.name !== "" ? card.view.name : card.view.job
            size: 96; smallest: 40; mostLines: 1
            align: card.hasPhoto ? Text.AlignLeft : Text.AlignHCenter
        }
        Words {
            width: parent.width
            visible: card.view.name !== ""
            horizontalAlignment: card.hasPhoto ? Text.AlignLeft : Text.AlignHCenter
            text: card.view.job; size: 36; color: Theme.ink2; lines: 1.3
        }
    }
    Column {
        visible: !card.hasCard
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -16
        spacing: 12
        Icon {
            visible: card.view.icon !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            name: card.view.icon; size: 96
            color: card.isTrouble ? Theme.red : Theme.ink
        }
        Words {
            objectName: "title"
            width: parent.width; horizontalAlignment: Text.AlignHCenter
            text: card.view.title.first; size: 52; bold: true; lines: 1.2
            color: card.isTrouble ? Theme.red : Theme.ink; wrapMode: Text.Wrap
        }
        Words {
            width: parent.width; horizontalAlignment: Text.AlignHCenter
            text: card.view.title.second; size: 26; color: Theme.ink2; lines: 1.3
        }
        Item { width: 1; height: 6 }
        Words {
            width: parent.width; horizontalAlignment: Text.AlignHCenter
            visible: text !== ""
            text: card.view.note.first; size: 26; lines: 1.3; wrapMode: Text.Wrap
        }
        Words {
            width: parent.width; horizontalAlignment: Text.AlignHCenter
            visible: text !== ""
            text: card.view.note.second; size: 19; color: Theme.ink2; lines: 1.3; wrapMode: Text.Wrap
        }
    }
}
