import QtQuick
import Look

// No paper came out, but the number stands: on the screen, on a phone, at the desk.
Item {
    id: kept
    readonly property bool tall: height > width
    readonly property var ticket: screen.view.ticket
    readonly property real grown: screen.view.is_large ? 1.2 : 1
    readonly property real edge: tall ? 60 : 352
    readonly property real wide: tall ? 960 : 904

    Icon { visible: kept.tall; name: screen.view.icon; x: 44; y: 226; size: 104 }
    Title { visible: kept.tall; x: 176; y: 210; width: 844; size: 78; englishSize: 47; secondSize: 34 }

    Rectangle {
        id: panel
        x: kept.edge; y: kept.tall ? 397 : 24; width: kept.wide; height: kept.tall ? 531 : 320
        color: Theme.surface; radius: Theme.radius; border.width: Theme.border; border.color: Theme.edge
        Column {
            x: kept.tall ? 44 : 30; y: kept.tall ? 46 : 20
            Words { text: Texts.say("paper.kept"); size: (kept.tall ? 36 : 24) * kept.grown; lines: 1.3 }
            Words { visible: text !== ""; text: Texts.other("paper.kept"); size: kept.tall ? 26 : 18; color: Theme.ink2; lines: 1.3 }
        }
        NumberText {
            objectName: "number"
            x: kept.tall ? 40 : 28; y: (kept.tall ? 276 : 164) - height / 2
            wanted: kept.tall ? 216 : 150; room: kept.tall ? 540 : 560
            text: kept.ticket.number
        }
        Image {
            id: code
            objectName: "code"
            readonly property real side: kept.tall ? 340 : 240
            anchors.right: parent.right; anchors.rightMargin: kept.tall ? 6 : 4
            y: kept.tall ? 14 : 3
            width: side; height: side; sourceSize: Qt.size(side, side)
            source: kept.ticket.scan === "" ? "" : "image://code/" + encodeURIComponent(kept.ticket.scan)
        }
        Words {
            anchors.horizontalCenter: code.horizontalCenter; y: code.y + code.side - (kept.tall ? 6 : 24)
            text: Texts.say("paper.scan"); size: kept.tall ? (screen.view.is_large ? 32 : 26) : 18; lines: 1.3
        }
        Rectangle {
            width: parent.width; height: kept.tall ? 110 : 76
            anchors.bottom: parent.bottom
            bottomLeftRadius: Theme.radius; bottomRightRadius: Theme.radius
            color: kept.ticket.colour
            Row {
                x: kept.tall ? 44 : 28; spacing: kept.tall ? 28 : 18
                anchors.verticalCenter: parent.verticalCenter
                Icon { visible: kept.ticket.side !== "none"; name: kept.ticket.side === "right" ? "right" : "left"; size: kept.tall ? 54 : 38; color: "#FFFFFF"; anchors.verticalCenter: parent.verticalCenter }
                Name { width: Math.min(implicitWidth, kept.tall ? 500 : 480); text: kept.ticket.place.text; size: kept.tall ? 44 : 32; smallest: kept.tall ? 26 : 20; color: "#FFFFFF"; anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -2 }
            }
            CountedText {
                anchors.right: parent.right; anchors.rightMargin: kept.tall ? 42 : 28
                anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -3
                parts: kept.ticket.ahead; size: kept.tall ? 34 : 24; numberSize: kept.tall ? 50 : 34; bold: parts.number === ""; color: "#FFFFFF"
            }
        }
    }
    Words { visible: kept.tall; x: 60; y: 956; text: Texts.say("paper.can"); size: 42; bold: true; lines: 1.3 }
    Column {
        x: kept.edge; y: kept.tall ? 1032 : 360; width: kept.wide
        Repeater {
            model: [["1", "phone"], ["2", kept.ticket.side === "right" ? "right" : kept.ticket.side === "left" ? "left" : "people"], ["3", "bell"]]
            delegate: Item {
                id: step
                required property var modelData
                width: parent.width; height: kept.tall ? 190 : 116
                Line { width: parent.width }
                Rectangle {
                    id: plate
                    width: kept.tall ? 88 : 64; height: width; radius: Theme.plate_radius; color: Theme.ink
                    anchors.verticalCenter: parent.verticalCenter
                    Words { anchors.centerIn: parent; anchors.verticalCenterOffset: -Theme.lift * font.pixelSize; text: step.modelData[0]; size: kept.tall ? 50 : 36; bold: true; color: Theme.on_ink; lines: 1.2 }
                }
                Column {
                    anchors.left: plate.right; anchors.leftMargin: kept.tall ? 36 : 24
                    anchors.right: sign.left; anchors.rightMargin: 20
                    anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -3
                    Name { width: parent.width; text: Texts.say("paper." + step.modelData[0]); size: (kept.tall ? 42 : 28) * kept.grown; smallest: kept.tall ? 28 : 20 }
                    Words { width: parent.width; visible: text !== ""; text: Texts.other("paper." + step.modelData[0]); size: kept.tall ? 26 : 18; color: Theme.ink2; lines: 1.4; elide: Text.ElideRight }
                }
                Icon { id: sign; name: step.modelData[1]; size: kept.tall ? 64 : 48; anchors.right: parent.right; anchors.rightMargin: 8; anchors.verticalCenter: parent.verticalCenter }
            }
        }
        Line { width: parent.width }
    }
    Words {
        x: kept.edge; y: kept.tall ? 1632 : 728; width: kept.wide
        text: screen.view.staff; size: (kept.tall ? 28 : 20) * kept.grown; color: Theme.ink2; horizontalAlignment: Text.AlignHCenter
    }
}
