import QtQuick
import Look

// The number as large as the panel allows; beside or under it what it is for and how many are ahead.
Rectangle {
    id: panel
    property bool tall: true
    readonly property bool large: screen.view.is_large
    readonly property var ticket: screen.view.ticket
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.border
    border.color: Theme.edge

    Item {
        visible: panel.tall
        anchors.fill: parent
        Name { x: 42; y: 52 - height / 2 - 2; width: panel.large ? panel.width - 84 : 520; text: panel.ticket.service.text; size: panel.large ? 54 : 38; smallest: panel.large ? 38 : 26 }
        Words { anchors.right: parent.right; anchors.rightMargin: 42; y: 52 - height / 2 - 2; width: Math.min(implicitWidth, 340); elide: Text.ElideRight; text: panel.ticket.service.second; size: 28; color: Theme.ink2 }
        Line { x: 2; y: 103; width: parent.width - 4 }
        Row {
            x: 42; y: 138; spacing: 10
            Words { id: mine; text: Texts.say("done.number"); size: panel.large ? 44 : 32; color: Theme.ink }
            Words { text: Texts.other("done.number"); size: 26; color: Theme.ink2; anchors.baseline: mine.baseline }
        }
        NumberText { objectName: "number"; anchors.horizontalCenter: parent.horizontalCenter; y: 362 - height / 2 - Theme.lift * size; wanted: 344; room: panel.width - 80; text: panel.ticket.number }
        Line { x: 42; y: 548; width: parent.width - 84 }
        CountedText { x: 42; y: (panel.large ? 622 : 608) - height / 2; parts: panel.ticket.ahead; room: panel.ticket.wait.number === "" ? panel.width - 84 : 388; size: panel.large ? 52 : parts.number === "" ? 44 : 36; numberSize: panel.large ? 104 : 80; bold: parts.number === ""; spacing: 16 }
        Words { x: 42; y: 668 - height / 2; text: panel.ticket.ahead_second; size: 24; color: Theme.ink2 }
        Line { visible: panel.ticket.wait.number !== ""; x: 460; y: 576; width: 2; height: 96 }
        CountedText { visible: parts.number !== ""; x: 500; y: (panel.large ? 622 : 608) - height / 2; parts: panel.ticket.wait; room: panel.width - 542; size: panel.large ? 48 : 36; numberSize: panel.large ? 90 : 80; spacing: 16 }
        Words { x: 500; y: 668 - height / 2; text: panel.ticket.wait_second; size: 24; color: Theme.ink2 }
    }
    Item {
        visible: !panel.tall
        anchors.fill: parent
        NumberText { objectName: "number-wide"; x: 30; anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -Theme.lift * size; wanted: 260; room: 540; text: panel.tall ? "" : panel.ticket.number }
        Line { x: 598; y: 30; width: 2; height: parent.height - 60 }
        Column {
            x: 624; width: panel.width - 648
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4
            Words { visible: !panel.large; text: Texts.say("done.number"); size: 19; color: Theme.ink2 }
            Name { width: parent.width; text: panel.ticket.service.text; size: panel.large ? 40 : 30; smallest: panel.large ? 28 : 20 }
            Words { width: parent.width; text: panel.ticket.service.second; size: 18; color: Theme.ink2; wrapMode: Text.Wrap; maximumLineCount: 2; elide: Text.ElideRight }
            Item { width: 1; height: 8 }
            CountedText { parts: panel.ticket.ahead; room: parent.width; size: panel.large ? 34 : parts.number === "" ? 26 : 22; numberSize: panel.large ? 64 : 48; bold: parts.number === "" }
            Words { visible: text !== ""; text: panel.ticket.ahead_second; size: 18; color: Theme.ink2 }
            CountedText { visible: parts.number !== ""; parts: panel.ticket.wait; room: parent.width; size: panel.large ? 30 : 20; numberSize: panel.large ? 46 : 30 }
        }
    }
}
