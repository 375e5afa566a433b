import QtQuick
import Look

// Where to wait, in the room's colour, with an arrow to its side.
Rectangle {
    id: band
    property bool tall: true
    readonly property var ticket: screen.view.ticket
    readonly property bool hasArrow: ticket.side !== "none"
    readonly property real size: (tall ? 82 : 48) * (Texts.language === "zh" ? 1 : 0.76)
    readonly property real least: tall ? 48 : 30
    // Windows are never cut off: a long zone and its windows stand one under the other.
    readonly property bool isSplit: ticket.zone !== "" && ticket.windows !== "" && whole.fullWidth * least / size > whole.width
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
            Words { id: ask; text: Texts.say("done.where"); size: (band.tall ? 34 : 22) * (screen.view.is_large ? 1.3 : 1); color: "#FFFFFF"; lines: 1.3 }
            Words { text: Texts.other("done.where"); size: band.tall ? 28 : 18; color: "#FFFFFF"; anchors.baseline: ask.baseline }
        }
        Name { id: whole; visible: !band.isSplit; width: parent.width; text: band.ticket.place.text; size: band.size; smallest: band.least; mostLines: 1; color: "#FFFFFF" }
        Name { visible: band.isSplit; width: parent.width; text: visible ? band.ticket.zone : ""; size: band.tall ? 56 : 34; smallest: band.tall ? 30 : 20; mostLines: 1; color: "#FFFFFF" }
        Name { visible: band.isSplit; width: parent.width; text: visible ? band.ticket.windows : ""; size: band.tall ? 68 : 40; smallest: band.tall ? 30 : 20; mostLines: 1; color: "#FFFFFF" }
        Name { width: parent.width; visible: text !== "" && (band.tall || !band.isSplit); text: band.ticket.place.second; size: band.tall ? 30 : 20; smallest: band.tall ? 22 : 16; bold: false; mostLines: 1; color: "#FFFFFF" }
    }
}
