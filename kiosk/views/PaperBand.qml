import QtQuick
import Look

// Amber: now. First the ticket is being printed, then it is there to be taken.
Rectangle {
    id: band
    property bool tall: true
    readonly property bool isOut: screen.view.ticket.is_printed
    readonly property string words: isOut ? "done.take" : "done.printing"
    color: Theme.amber
    radius: Theme.radius
    Icon {
        id: arrow
        property real drop: 0
        name: band.isOut ? "down" : "printer"; size: band.tall ? 108 : 64; color: Theme.on_amber
        x: band.tall ? 60 : 40
        y: (band.height - height) / 2 + drop
        SequentialAnimation on drop {
            running: band.isOut && Theme.is_moving
            loops: Animation.Infinite
            NumberAnimation { to: 12; duration: 500; easing.type: Easing.OutQuad }
            NumberAnimation { to: 0; duration: 500; easing.type: Easing.OutQuad }
        }
    }
    Column {
        x: band.tall ? 232 : 144
        width: band.width - x - 20
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -3
        Name { width: parent.width; text: Texts.say(band.words); size: (band.tall ? 66 : 38) * (screen.view.is_large ? 1.2 : 1); smallest: 24; mostLines: 1; color: Theme.on_amber }
        Words { width: parent.width; visible: text !== ""; text: Texts.other(band.words); size: band.tall ? 34 : 20; color: Theme.on_amber; lines: 1.3; elide: Text.ElideRight }
    }
}
