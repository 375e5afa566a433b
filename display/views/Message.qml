import QtQuick
import Look

// A page without calls: closed, starting, out of order, or an emergency.
Item {
    id: message
    readonly property bool tall: screen.view.height > screen.view.width
    property bool isTrouble
    readonly property bool isEmergency: screen.view.page === "emergency"
    // As large as a short sentence may be, and a long one still fits: the square of its size times its letters fills
    // half of the page.
    readonly property real wanted: (isEmergency ? 168 : tall ? 88 : 108) * share
    readonly property real fitting: Math.sqrt(width * height * 0.5 / 1.25 / Math.max(1, screen.view.title.text.length))
    readonly property real share: Math.min(1, width / (tall ? 900 : 1500))

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
            size: Math.max(40, Math.min(message.wanted, message.fitting)); bold: true; lines: 1.25; color: Theme.white
            wrapMode: Text.Wrap
        }
        Words {
            visible: text !== ""
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: screen.view.title.second
            size: 44 * message.share; lines: 1.3; color: Theme.ash
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
                size: (message.tall ? 56 : 64) * message.share; lines: 1.3; color: Theme.white
                wrapMode: Text.Wrap
            }
        }
    }
}
