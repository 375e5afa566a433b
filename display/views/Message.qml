import QtQuick
import Look

// A page without calls: closed, starting, out of order, or an emergency.
Item {
    id: message
    property bool tall
    property bool isTrouble

    Rectangle {
        visible: message.isTrouble
        anchors.fill: parent
        anchors.topMargin: 60
        anchors.bottomMargin: 60
        color: "transparent"
        border.width: 4
        border.color: Theme.coral
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - 160
        spacing: 24
        Words {
            objectName: "title"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: screen.view.title.text
            size: message.tall ? 88 : 108; bold: true; lines: 1.25; color: Theme.white
            wrapMode: Text.Wrap
        }
        Words {
            visible: text !== ""
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: screen.view.title.second
            size: 44; lines: 1.3; color: Theme.ash
            wrapMode: Text.Wrap
        }
        Item { width: 1; height: 24; visible: screen.view.details.length > 0 }
        Repeater {
            model: screen.view.details
            delegate: Words {
                required property string modelData
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: modelData
                size: message.tall ? 56 : 64; lines: 1.3; color: Theme.white
                wrapMode: Text.Wrap
            }
        }
    }
}
