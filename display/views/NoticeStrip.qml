import QtQuick
import Look

// Notices: a page at a time that fades when it turns and stands still otherwise, or one line that runs past.
Rectangle {
    id: strip
    readonly property bool tall: height > 110
    readonly property string next: screen.view.notice
    readonly property bool runs: screen.view.does_scroll && Theme.is_moving
    property string shown: ""
    color: Theme.panel

    onNextChanged: if (Theme.is_moving && !runs && shown !== "" && visible) turn.restart(); else shown = next
    Component.onCompleted: shown = next
    SequentialAnimation {
        id: turn
        NumberAnimation { target: notice; property: "opacity"; to: 0; duration: 150; easing.type: Easing.OutQuad }
        ScriptAction { script: strip.shown = strip.next }
        NumberAnimation { target: notice; property: "opacity"; to: 1; duration: 150; easing.type: Easing.OutQuad }
    }
    Words {
        id: label
        x: 48
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: Texts.say("board.notice")
        size: 37; bold: true; lines: 1.2; color: Theme.ash
    }
    Rectangle {
        id: rule
        anchors.left: label.right
        anchors.leftMargin: 34
        anchors.verticalCenter: parent.verticalCenter
        width: 2; height: strip.tall ? 56 : 42
        color: Theme.night_edge
    }
    Name {
        id: notice
        objectName: "notice"
        visible: !strip.runs
        anchors.left: rule.right
        anchors.leftMargin: 32
        anchors.right: page.left
        anchors.rightMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: visible ? strip.shown : ""
        size: strip.tall ? 40 : 44
        smallest: strip.tall ? 32 : 36
        mostLines: strip.tall ? 2 : 1
        bold: false; color: Theme.white
    }
    Item {
        id: lane
        visible: strip.runs
        anchors.left: rule.right
        anchors.leftMargin: 32
        anchors.right: parent.right
        anchors.rightMargin: 48
        height: parent.height
        clip: true
        Words {
            id: ticker
            objectName: "ticker"
            readonly property real way: lane.width + implicitWidth
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.lift * size
            text: strip.runs ? strip.next : ""
            size: strip.tall ? 40 : 44; lines: 1.2; color: Theme.white
            // 120 px a second is the fastest that can be read from afar.
            NumberAnimation on x {
                running: strip.runs && strip.visible && ticker.text !== ""
                loops: Animation.Infinite
                from: lane.width; to: -ticker.implicitWidth
                duration: Math.max(1, ticker.way / 120 * 1000)
            }
        }
    }
    Words {
        id: page
        anchors.right: parent.right
        anchors.rightMargin: 48
        anchors.verticalCenter: parent.verticalCenter
        text: screen.view.notice_page
        size: 32; lines: 1.2; color: Theme.ash
    }
}
