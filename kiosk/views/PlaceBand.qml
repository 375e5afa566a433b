import QtQuick
import Look

// Where to wait, in the room's colour, with an arrow to its side.
Rectangle {
    id: band
    property bool tall: true
    readonly property var ticket: screen.view.ticket
    readonly property bool hasArrow: ticket.side !== "none"
    readonly property bool isRight: ticket.side === "right"
    color: ticket.colour
    radius: Theme.radius
    Icon {
        id: arrow
        visible: band.hasArrow
        name: band.isRight ? "right" : "left"; size: band.tall ? 124 : 76; color: "#FFFFFF"
        x: band.isRight ? band.width - width - (band.tall ? 50 : 34) : (band.tall ? 50 : 34)
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        x: band.hasArrow && !band.isRight ? (band.tall ? 232 : 144) : (band.tall ? 50 : 34)
        width: band.width - (band.hasArrow ? (band.tall ? 272 : 170) : (band.tall ? 100 : 68))
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -3
        Row {
            spacing: 12
            Words { id: ask; text: Texts.say("done.where"); size: band.tall ? 34 : 22; color: "#FFFFFF"; lines: 1.3 }
            Words { text: Texts.other("done.where"); size: band.tall ? 28 : 18; color: "#FFFFFF"; anchors.baseline: ask.baseline }
        }
        Name { width: parent.width; text: band.ticket.place.text; size: (band.tall ? 82 : 48) * (Texts.language === "zh" ? 1 : 0.76); smallest: band.tall ? 40 : 26; color: "#FFFFFF"; mostLines: 1 }
        Words { width: parent.width; visible: text !== ""; text: band.ticket.place.second; size: band.tall ? 30 : 20; color: "#FFFFFF"; lines: 1.3; elide: Text.ElideRight }
    }
}
