import QtQuick
import Look

// What holds in the whole hall, and what concerns all of it.
Rectangle {
    id: foot
    readonly property var view: screen.view
    color: Theme.paper
    Line { width: parent.width }
    Row {
        x: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 26
        Repeater {
            model: foot.view.foot
            delegate: Words {
                required property var row
                text: row.text; size: 18; bold: row.is_red; color: row.is_red ? Theme.red : Theme.ink; lines: 1.2
            }
        }
    }
    Row {
        anchors.right: parent.right; anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        visible: !foot.view.login.is_open
        Repeater {
            model: foot.view.tools
            delegate: DeskKey {
                required property var row
                given: row
                isInline: true; size: Texts.language === "en" ? 15 : 17; smallest: 14; hintSize: 14; inset: 8
                width: 136; height: 40
            }
        }
    }
}
