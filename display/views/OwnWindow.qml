import QtQuick
import Look

// The screen of one window: which window, whom it calls or serves, and how it stands.
Item {
    id: own
    readonly property var at: screen.view.own
    readonly property bool isCalling: at.state === "calling"
    readonly property bool isTall: height > width
    readonly property real unit: isTall ? Math.min(width / 10.5, height / 14) : Math.min(width / 18.24, height / 8.12)
    property real pulse: 0

    SequentialAnimation {
        running: own.at.is_pulsing && Theme.is_moving
        loops: Animation.Infinite
        onRunningChanged: if (!running) own.pulse = 0
        NumberAnimation { target: own; property: "pulse"; from: 0; to: 0.6; duration: 500; easing.type: Easing.OutQuad }
        NumberAnimation { target: own; property: "pulse"; from: 0.6; to: 0; duration: 500; easing.type: Easing.OutQuad }
    }
    Item {
        id: name
        width: own.isTall ? own.width : own.width * 0.3
        height: own.isTall ? own.height * 0.3 : own.height
        NumberText {
            id: label
            objectName: "ownLabel"
            visible: !own.at.is_named
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -own.unit * (own.isTall ? 0.75 : 0.9)
            text: own.at.is_named ? "" : own.at.label
            wanted: own.unit * (own.isTall ? 2.8 : 3.6)
            room: parent.width - 40
            color: Theme.white
        }
        Words {
            id: what
            visible: !own.at.is_named
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: label.bottom
            text: Texts.say("board.unit")
            size: own.unit * 0.9; bold: true; lines: 1.15; color: Theme.white
        }
        Words {
            visible: !own.at.is_named
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: what.bottom
            text: Texts.other("board.unit")
            size: own.unit * 0.5; lines: 1.2; color: Theme.ash
        }
        Name {
            visible: own.at.is_named
            anchors.centerIn: parent
            width: parent.width - 40
            height: implicitHeight
            align: Text.AlignHCenter
            text: own.at.is_named ? own.at.label : ""
            size: own.unit * 1.2; smallest: own.unit * 0.6; color: Theme.white
        }
    }
    Rectangle {
        id: panel
        x: own.isTall ? 0 : name.width
        y: own.isTall ? name.height : 0
        width: own.width - x
        height: own.height - y - (services.visible ? services.height + 24 : 0)
        color: own.isCalling ? Theme.amber : "transparent"
        border.width: own.isCalling ? 0 : 2
        border.color: own.at.state === "stale" ? Theme.coral : Theme.night_line
        readonly property color ink: own.isCalling ? Theme.on_amber : own.at.state === "serving" ? Theme.white : Theme.ash

        Rectangle { anchors.fill: parent; color: Theme.white; opacity: own.pulse }
        NumberText {
            id: number
            objectName: "ownNumber"
            visible: text !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -own.unit * 0.7
            text: own.at.number
            wanted: own.unit * 4
            room: panel.width - 96
            color: panel.ink
        }
        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            y: number.visible ? number.y + number.height + own.unit * 0.1 : (panel.height - height) / 2
            BoardIcon {
                visible: own.at.state === "paused"
                anchors.horizontalCenter: parent.horizontalCenter
                name: "pause"; size: own.unit * 1.8; color: Theme.ash
            }
            Words {
                objectName: "ownWord"
                anchors.horizontalCenter: parent.horizontalCenter
                text: own.at.word.text
                size: own.unit * (number.visible ? 0.95 : 1.5); bold: true; lines: 1.2; color: panel.ink
            }
            Words {
                anchors.horizontalCenter: parent.horizontalCenter
                text: own.at.word.second
                size: own.unit * (number.visible ? 0.5 : 0.7); lines: 1.3
                color: own.isCalling ? Theme.on_amber : Theme.ash
            }
        }
    }
    Name {
        id: services
        objectName: "ownServices"
        visible: text !== "" && own.at.state !== "closed"
        x: panel.x
        y: own.height - height
        width: panel.width
        height: 60
        text: own.at.services
        size: 40; smallest: 28; mostLines: 1; bold: false; color: Theme.ash
    }
}
