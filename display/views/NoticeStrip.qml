import QtQuick
import Look

// Notices, a page at a time; the text fades when it turns and stands still otherwise.
Rectangle {
    id: strip
    property bool tall
    readonly property string next: screen.view.notice
    property string shown: ""
    color: Theme.panel

    onNextChanged: if (Theme.is_moving && shown !== "" && visible) turn.restart(); else shown = next
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
        anchors.left: rule.right
        anchors.leftMargin: 32
        anchors.right: page.left
        anchors.rightMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: strip.shown
        size: strip.tall ? 40 : 44
        smallest: strip.tall ? 32 : 36
        mostLines: strip.tall ? 2 : 1
        bold: false; color: Theme.white
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
